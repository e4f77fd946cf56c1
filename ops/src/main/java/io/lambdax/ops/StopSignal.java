package io.lambdax.ops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this process was told to end, by a signal or by its last thread. The end is then held up
 * until this is closed, ten seconds at most, so that the process can finish what it is at; without
 * that the JVM would end in the middle of it. Declare it as the first resource, which is closed
 * last. Thread-safe.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final String unfinished;
  private Runnable action = () -> {};

  private StopSignal(String unfinished) {
    this.unfinished = unfinished;
  }

  /**
   * From now on.
   *
   * @param unfinished what to print if the process ends before this is closed
   */
  public static StopSignal listen(String unfinished) {
    StopSignal signal = new StopSignal(unfinished);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::tellAndAwait, "stop-signal"));
    return signal;
  }

  /** Runs this, and nothing else, once it is told; at once if it was already. */
  public synchronized void whenTold(Runnable action) {
    this.action = action;
    if (told.getCount() == 0) {
      action.run();
    }
  }

  /** Waits so long for it; whether it came. */
  public boolean within(long nanos) throws InterruptedException {
    return told.await(nanos, TimeUnit.NANOSECONDS);
  }

  private synchronized void tell() {
    told.countDown();
    action.run();
  }

  private void tellAndAwait() {
    tell();
    try {
      if (!finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(unfinished);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is left that the end of the process could break off. */
  @Override
  public void close() {
    finished.countDown();
  }
}

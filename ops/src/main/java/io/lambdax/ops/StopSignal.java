package io.lambdax.importer.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether this process was told to end. Who asks is then waited for until it closes this, ten
 * seconds at most, so that it can finish what it is at. Thread-safe.
 */
final class StopSignal implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  private StopSignal() {}

  /** From now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::tellAndAwait, "importer-stop"));
    return signal;
  }

  /** Waits so long for it; whether it came. */
  boolean within(long nanos) throws InterruptedException {
    return told.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void tellAndAwait() {
    told.countDown();
    try {
      if (!finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("Ending in the middle of an import: the next start goes on with it");
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

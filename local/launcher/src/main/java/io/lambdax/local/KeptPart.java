package io.lambdax.local;

import io.lambdax.local.services.ChildProcess;
import io.lambdax.local.services.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * A part that is started again when it ends by itself: after one second, two, four and so on, five
 * times at most in a row. One that then ran for some minutes starts to count anew. Thread-safe.
 */
final class KeptPart implements AutoCloseable {
  private static final int MOST_RESTARTS = 5;
  private static final Duration STEADY = Duration.ofMinutes(5);

  private final Supplier<ChildProcess> start;
  private final Progress progress;
  private final EndSignal signal;
  private final BooleanSupplier keep;
  private final Consumer<String> givenUp;
  private final IntPredicate done;
  private final IntConsumer whenDone;
  private ChildProcess process;
  private long startNanos;
  private int restarts;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param keep whether it is to be started again; until then its end is given up on at once
   * @param givenUp told, with the reason, when it will not be started again
   */
  KeptPart(
      Supplier<ChildProcess> start,
      Progress progress,
      EndSignal signal,
      BooleanSupplier keep,
      Consumer<String> givenUp) {
    this(start, progress, signal, keep, givenUp, code -> false, code -> {});
  }

  /**
   * Starts one that has an end.
   *
   * @param done whether an exit code says that it came to it
   * @param whenDone told the code
   */
  KeptPart(
      Supplier<ChildProcess> start,
      Progress progress,
      EndSignal signal,
      BooleanSupplier keep,
      Consumer<String> givenUp,
      IntPredicate done,
      IntConsumer whenDone) {
    this.start = start;
    this.progress = progress;
    this.signal = signal;
    this.keep = keep;
    this.givenUp = givenUp;
    this.done = done;
    this.whenDone = whenDone;
  }

  synchronized void start() {
    if (closed) {
      return;
    }
    ChildProcess started = start.get();
    process = started;
    startNanos = System.nanoTime();
    var unused = started.onExit().thenAcceptAsync(code -> endedUnlessAllEnds(started, code));
  }

  private void endedUnlessAllEnds(ChildProcess ended, int code) {
    if (!signal.comes()) {
      ended(ended, code);
    }
  }

  private synchronized void ended(ChildProcess ended, int code) {
    if (closed) {
      return;
    }
    if (done.test(code)) {
      closed = true;
      whenDone.accept(code);
      return;
    }
    String how = LogLines.end(ended, code);
    if (System.nanoTime() - startNanos > STEADY.toNanos()) {
      restarts = 0;
    }
    if (!keep.getAsBoolean() || restarts == MOST_RESTARTS) {
      givenUp.accept(how);
      return;
    }
    long seconds = 1L << restarts++;
    progress.stage(how + "; starting it again in " + seconds + " s");
    CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(this::restart);
  }

  private void restart() {
    try {
      start();
    } catch (ServiceException e) {
      givenUp.accept(e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      process.close();
    }
  }
}

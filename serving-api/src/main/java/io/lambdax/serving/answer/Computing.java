package io.lambdax.serving.answer;

import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works out answers on a few threads of its own, so that those that are cached need not wait for
 * dear ones. So many wait for a thread, and what waited too long is not begun, for nobody waits for
 * it any more. What was begun is finished, for who asks again; that it failed then is logged, as
 * nobody may hear of it. Thread-safe.
 */
public final class Computing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Computing.class);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final ThreadPoolExecutor threads;
  private final Duration longest;

  /**
   * Starts no thread yet.
   *
   * @param threads most answers that are worked out at a time
   * @param queue most that wait for that
   * @param longest how long one waits
   */
  public Computing(int threads, int queue, Duration longest, MeterRegistry registry) {
    this.longest = longest;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            work -> {
              Thread thread = new Thread(work, "computing-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
    Gauge.builder("lambdax.answers.computing", this.threads, ThreadPoolExecutor::getActiveCount)
        .description("Answers that are being worked out")
        .register(registry);
    Gauge.builder("lambdax.answers.queued", this.threads, pool -> pool.getQueue().size())
        .description("Answers that wait to be worked out")
        .register(registry);
  }

  /**
   * Has something worked out.
   *
   * @return fails with what the work throws, or with {@link ProblemException} if there is too much
   */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Optional<Map<String, String>> said = Optional.ofNullable(MDC.getCopyOfContextMap());
    long begun = System.nanoTime();
    try {
      threads.execute(
          () -> {
            if (isLate(begun)) {
              result.completeExceptionally(overloaded());
            } else {
              said.ifPresent(MDC::setContextMap);
              Runnable tell = run(work, result, begun);
              MDC.clear(); // those who are told may have asked on behalf of others
              tell.run();
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(overloaded());
    }
    return result;
  }

  /** Does the work; what tells of it. */
  private <T> Runnable run(Supplier<T> work, CompletableFuture<T> result, long begun) {
    try {
      T done = work.get();
      return () -> result.complete(done);
    } catch (Throwable e) { // an Error too is for whoever waits
      if (isLate(begun)) {
        log.warn("Working out an answer failed when its clients had been told to ask again", e);
      }
      return () -> result.completeExceptionally(e);
    }
  }

  private boolean isLate(long begun) {
    return System.nanoTime() - begun > longest.toNanos();
  }

  /** How long one waits. */
  Duration longest() {
    return longest;
  }

  private static ProblemException overloaded() {
    return new ProblemException(Problem.overloaded());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

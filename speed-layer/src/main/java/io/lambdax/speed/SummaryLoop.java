package io.lambdax.speed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has summaries computed, pass after pass, in a thread of its own until closed. */
final class SummaryLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SummaryLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final SpeedLayer layer;
  private final Summarizer summarizer;
  private final Duration heartbeat;
  private final AtomicLong version;
  private final Counter pairs;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "summaries");
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  private Optional<SpeedLayer.Work> done = Optional.empty();
  private Shares.Assignment doneFor = Shares.Assignment.NONE;
  private long lastPass = System.nanoTime();

  SummaryLoop(SpeedLayer layer, Summarizer summarizer, Duration heartbeat, MeterRegistry metrics) {
    this.layer = layer;
    this.summarizer = summarizer;
    this.heartbeat = heartbeat;
    this.version = metrics.gauge("lambdax.speed.summaries.version", new AtomicLong());
    this.pairs =
        Counter.builder("lambdax.speed.pairs")
            .description("Pairs whose summaries were computed")
            .register(metrics);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Why summaries stay behind, for {@code /readyz}; empty if they do not. Any thread may ask. */
  Optional<String> problem() {
    return problem.get();
  }

  private void run() {
    try {
      while (!isStopped()) {
        boolean well = pass();
        Duration pause = well ? PAUSE : AFTER_FAILURE;
        stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      // Nothing would compute summaries any more: better a new process than half of this one.
      layer.fail(e);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private boolean pass() throws InterruptedException {
    Optional<SpeedLayer.Work> work = layer.work();
    boolean due = System.nanoTime() - lastPass > heartbeat.toNanos();
    Shares.Assignment assignment = layer.assignment();
    if (work.isEmpty() || (work.equals(done) && assignment.equals(doneFor) && !due)) {
      return true;
    }
    try {
      pass(work.get());
      done = work;
      doneFor = assignment;
      if (problem.getAndSet(Optional.empty()).isPresent()) {
        log.info("Summaries are computed and stored again");
      }
      return true;
    } catch (JdbiException | SQLException e) {
      // The other thread tells that MySQL is away; here it is enough to try again.
      log.debug("Summaries were not stored: trying again", e);
      failed("summaries could not be stored: " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      if (problem.get().isEmpty()) {
        log.error("Summaries could not be computed, values still are: trying again", e);
      }
      failed("summaries could not be computed, see the log: " + e.getMessage());
      return false;
    }
  }

  private void pass(SpeedLayer.Work now) throws SQLException, InterruptedException {
    long started = System.nanoTime();
    int computed = summarizer.pass(now.known(), now.base(), layer::assignment, () -> !isStopped());
    lastPass = System.nanoTime();
    if (computed > 0) {
      pairs.increment(computed);
      log.info(
          "Summaries of {} pairs are as of version {}, after {} ms",
          computed,
          now.known().version(),
          TimeUnit.NANOSECONDS.toMillis(lastPass - started));
    }
    version.set(now.known().version());
  }

  private void failed(String what) {
    problem.set(Optional.of(what));
    summarizer.failed();
  }

  /** Ends the pass that is under way at the next block. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    summarizer.close();
  }
}

package io.lambdax.speed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has summaries computed, pass after pass, in a thread of its own until closed. */
final class SummaryLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SummaryLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final SpeedLayer layer;
  private final Summarizer summarizer;
  private final Duration heartbeat;
  private final AtomicLong version;
  private final Counter pairs;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "summaries");
  private Optional<SpeedLayer.Work> done = Optional.empty();
  private long lastPass;

  SummaryLoop(SpeedLayer layer, Summarizer summarizer, Duration heartbeat, MeterRegistry metrics) {
    this.layer = layer;
    this.summarizer = summarizer;
    this.heartbeat = heartbeat;
    this.version = metrics.gauge("lambdax.speed.summaries.version", new AtomicLong());
    this.pairs =
        Counter.builder("lambdax.speed.pairs")
            .description("Pairs whose summaries were computed")
            .register(metrics);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stopped.await(0, TimeUnit.SECONDS)) {
        boolean well = pass();
        Duration pause = well ? PAUSE : AFTER_FAILURE;
        stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean pass() {
    Optional<SpeedLayer.Work> work = layer.work();
    boolean due = System.nanoTime() - lastPass > heartbeat.toNanos();
    if (work.isEmpty() || (work.equals(done) && !due)) {
      return true;
    }
    SpeedLayer.Work now = work.get();
    try {
      long started = System.nanoTime();
      int computed = summarizer.pass(now.known(), now.base(), now.assignment());
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
      done = work;
      return true;
    } catch (JdbiException | SQLException e) {
      // The other thread tells that MySQL is away; here it is enough to try again.
      log.debug("Summaries were not stored: trying again", e);
      summarizer.failed();
      return false;
    } catch (RuntimeException e) {
      log.error("Summaries could not be computed: trying again", e);
      summarizer.failed();
      return false;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

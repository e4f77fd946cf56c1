package io.lambdax.batch.job;

import io.lambdax.store.view.RunStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the database at regular times that this run is alive, until closed; closing twice is fine.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final RunStore runs;
  private final String token;
  private final AtomicBoolean wasLive = new AtomicBoolean(true);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  Heartbeat(RunStore runs, String token) {
    this.runs = runs;
    this.token = token;
  }

  void start(Duration interval) {
    Future<?> unused =
        timer.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      boolean live = runs.heartbeat(token);
      if (!live && wasLive.getAndSet(false)) {
        log.warn("Run {} was ended by someone else: going on, the flip will decide", token);
      }
    } catch (RuntimeException e) {
      log.warn("MySQL did not take a heartbeat ({}): trying again", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

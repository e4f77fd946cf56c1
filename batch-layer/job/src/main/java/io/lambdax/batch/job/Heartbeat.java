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
 * Tells the database at regular times that this run is alive and how far it is, until closed;
 * closing twice is fine. A run that takes longer than it may is ended here, whatever it hangs in: a
 * heart that beats for ever would keep the controller waiting for ever.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final RunStore runs;
  private final String token;
  private final Progress progress;
  private final Duration longest;
  private final long started = System.nanoTime();
  private final AtomicBoolean wasLive = new AtomicBoolean(true);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  Heartbeat(RunStore runs, String token, Progress progress, Duration longest) {
    this.runs = runs;
    this.progress = progress;
    this.token = token;
    this.longest = longest;
  }

  void start(Duration interval) {
    Future<?> unused =
        timer.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    if (System.nanoTime() - started > longest.toNanos()) {
      log.error("Run {} took longer than lambdax.batch.max-run = {}: ending it", token, longest);
      Runtime.getRuntime().halt(1);
    }
    try {
      boolean live = runs.heartbeat(token);
      if (!live && wasLive.getAndSet(false)) {
        log.warn("Run {} was ended by someone else: going on, the flip will decide", token);
      }
      progress.tell();
    } catch (RuntimeException e) {
      log.warn("MySQL did not take a heartbeat ({}): trying again", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

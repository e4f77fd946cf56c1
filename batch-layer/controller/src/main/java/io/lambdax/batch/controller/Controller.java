package io.lambdax.batch.controller;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SourceStatusWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller's loop: reads signals, keeps the sources' status, has the newest version computed,
 * and commits how far it is only when the view covers it. Either neighbour may go away and come
 * back. {@link #run} takes one thread; {@link #stop} may come from any.
 */
final class Controller {

  private static final Logger log = LoggerFactory.getLogger(Controller.class);
  private static final Duration PING = Duration.ofSeconds(5);

  private final ControllerConfig config;
  private final LogConfig logConfig;
  private final Database database;
  private final Reconciler reconciler;
  private final SourceStatusWriter statuses;
  private final Health health;
  private final AtomicLong targetVersion;
  private final GapWatch gaps;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Optional<Signals> signals = Optional.empty();
  private boolean migrated;
  private long committed = -1;
  private long lastPing;

  Controller(
      ControllerConfig config,
      LogConfig logConfig,
      Database database,
      Reconciler reconciler,
      Health health,
      MeterRegistry metrics) {
    this.config = config;
    this.logConfig = logConfig;
    this.database = database;
    this.reconciler = reconciler;
    this.statuses = new SourceStatusWriter(database);
    this.health = health;
    this.targetVersion = metrics.gauge("lambdax.batch.target.version", new AtomicLong());
    this.gaps = new GapWatch(new RunStore(database), metrics);
  }

  /** Runs until {@link #stop}. */
  void run() throws InterruptedException {
    try {
      while (!stopped.await(0, TimeUnit.SECONDS)) {
        boolean kafka = listen();
        reconciler.ping();
        act();
        if (!kafka) {
          // Without Kafka nothing else paces the loop.
          stopped.await(config.poll().toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } finally {
      signals.ifPresent(Signals::close);
    }
  }

  void stop() {
    stopped.countDown();
  }

  private boolean listen() {
    try {
      if (signals.isEmpty()) {
        signals = Optional.of(Signals.open(logConfig, config.group()));
      }
      signals.get().poll(config.poll());
      if (System.nanoTime() - lastPing > PING.toNanos()) {
        signals.get().ping();
        lastPing = System.nanoTime();
      }
      health.kafka().well();
      return true;
    } catch (KafkaException e) {
      health.kafka().ill(e);
      return false;
    }
  }

  private void act() {
    try {
      if (!migrated) {
        database.prepareSchema();
        migrated = true;
      }
      database.ping();
      health.mysql().well();
      if (signals.isPresent()) {
        signals.get().changed().forEach(this::store);
        signals.get().target().ifPresent(this::pursue);
      }
    } catch (JdbiException | FlywayException e) {
      health.mysql().ill(e);
      // It may come back empty.
      migrated = false;
      reconciler.databaseWasAway();
    }
  }

  private void store(String source, Optional<SourceStatus> told) {
    told.ifPresentOrElse(statuses::upsert, () -> statuses.delete(source));
    signals.orElseThrow().stored(source, told);
  }

  private void pursue(Target target) {
    targetVersion.set(target.version());
    Progress progress = reconciler.step(target);
    health.batch(progress);
    gaps.show(target.lakeId(), signals.orElseThrow().gap());
    if (progress.state() == Progress.State.COVERED && committed != target.offset()) {
      Checkpoint.reached("before-offset-commit");
      try {
        signals.orElseThrow().commit(target.offset());
        committed = target.offset();
        log.info("Version {} of lake {} is covered", target.version(), target.lakeId());
      } catch (KafkaException e) {
        health.kafka().ill(e);
      }
    }
  }
}

package io.lambdax.speed;

import io.lambdax.ops.Neighbour;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that follows the facts and stores values. Either neighbour may go away and come back:
 * what is known stays in memory, and what is stored is looked up again. {@link #run} takes one
 * thread; the rest may be called from any.
 */
final class SpeedLayer {
  private static final Logger logger = LoggerFactory.getLogger(SpeedLayer.class);

  /**
   * What the summarizer is to work on.
   *
   * @param base the version that the batch views cover
   */
  record Work(Known known, long base) {}

  private final SpeedConfig config;
  private final LogConfig kafka;
  private final Database database;
  private final ValuesWriter values;
  private final DeadLetters deadLetters;
  private final Neighbour kafkaHealth;
  private final Neighbour mysqlHealth;
  private final AtomicLong version;
  private final AtomicLong incomplete;
  private final AtomicReference<Optional<Work>> work = new AtomicReference<>(Optional.empty());
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private final AtomicBoolean readAll = new AtomicBoolean();
  private final AtomicReference<Optional<String>> lack = new AtomicReference<>(Optional.empty());
  private volatile Optional<Shares> shares = Optional.empty();

  private Optional<FactLog> facts = Optional.empty();
  private Optional<Known> known = Optional.empty();
  private boolean news;
  private boolean migrated;
  private Optional<Long> incompleteSince = Optional.empty();
  private long missing;
  private boolean stuck;
  private long lastPing = System.nanoTime();
  private volatile long lastAnswer = System.nanoTime();
  private long lastLook;
  private long revisionsStored;

  SpeedLayer(
      SpeedConfig config,
      LogConfig kafka,
      Database database,
      DeadLetters deadLetters,
      Neighbour kafkaHealth,
      Neighbour mysqlHealth,
      MeterRegistry metrics) {
    this.config = config;
    this.kafka = kafka;
    this.database = database;
    this.values = new ValuesWriter(database, config.sessionTimeout());
    this.deadLetters = deadLetters;
    this.kafkaHealth = kafkaHealth;
    this.mysqlHealth = mysqlHealth;
    this.version = metrics.gauge("lambdax.speed.version", new AtomicLong());
    this.incomplete = metrics.gauge("lambdax.speed.versions.incomplete", new AtomicLong());
  }

  /**
   * Runs until {@link #stop}.
   *
   * @throws UnfitTopicException if a topic would lose what is needed
   * @throws IllegalStateException after {@link #fail}
   */
  void run() throws InterruptedException {
    try {
      while (!stopped.await(0, TimeUnit.SECONDS)) {
        boolean follows = follow();
        if (!follows) {
          // Without Kafka nothing else paces the loop.
          stopped.await(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
        }
        store(follows);
      }
    } finally {
      work.set(Optional.empty());
      shares.ifPresent(Shares::close);
      facts.ifPresent(FactLog::close);
    }
    if (failure.get().isPresent()) {
      throw new IllegalStateException("a part of the speed layer died", failure.get().get());
    }
  }

  void stop() {
    stopped.countDown();
  }

  /** Ends {@link #run} because something broke that no trying again mends. */
  void fail(Throwable cause) {
    failure.compareAndSet(Optional.empty(), Optional.of(cause));
    stop();
  }

  /**
   * Whose work this instance is to do at this moment: none if Kafka has not answered for as long as
   * it takes the group to give the work to others.
   */
  Shares.Assignment assignment() {
    boolean cutOff = System.nanoTime() - lastAnswer > config.sessionTimeout().toNanos();
    return cutOff
        ? Shares.Assignment.NONE
        : shares.map(Shares::assignment).orElse(Shares.Assignment.NONE);
  }

  /**
   * What is known; empty until all that was there at the start was read, and while no batch view is
   * there or under way.
   */
  Optional<Work> work() {
    return work.get();
  }

  /** Why answers may be behind, for {@code /readyz}; empty if nothing is in the way. */
  Optional<String> problem() {
    return readAll.get()
        ? lack.get()
        : Optional.of("the facts that were there at the start have not all been read");
  }

  /** What of the facts is signalled and not there. */
  private Optional<String> lack(FactLog log) {
    if (missing > 0) {
      return Optional.of(
          "topic %s lacks %d values of version %d and before, and nothing is stored until they are there: importer republish --from-version 1"
              .formatted(kafka.topics().facts(), missing, version.get()));
    }
    return stuck
        ? Optional.of(log.incomplete() + " versions are signalled whose facts do not arrive")
        : Optional.empty();
  }

  private boolean isStuck(FactLog log) {
    if (log.incomplete() == 0) {
      incompleteSince = Optional.empty();
    } else if (incompleteSince.isEmpty()) {
      incompleteSince = Optional.of(System.nanoTime());
    }
    return incompleteSince
        .filter(since -> System.nanoTime() - since > config.sessionTimeout().toNanos())
        .isPresent();
  }

  private boolean follow() {
    try {
      if (facts.isEmpty()) {
        connect();
      }
      FactLog log = facts.get();
      Optional<Known> now = log.poll(config.poll());
      if (now.isPresent()) {
        known = now;
        news = true;
        version.set(now.get().version());
      }
      incomplete.set(log.incomplete());
      readAll.set(log.caughtUp());
      if (log.caughtUp()) {
        missing = log.missing();
        stuck = isStuck(log);
        Optional<String> lacking = lack(log);
        if (lack.getAndSet(lacking).isEmpty() && lacking.isPresent()) {
          logger.error("{}", lacking.get());
        }
        if (shares.isEmpty()) {
          shares = Optional.of(Shares.join(kafka, config));
        }
        shares.get().poll();
      }
      if (System.nanoTime() - lastPing > config.sessionTimeout().toNanos() / 4) {
        log.ping();
        lastPing = System.nanoTime();
        lastAnswer = lastPing;
      }
      kafkaHealth.well();
      return true;
    } catch (KafkaException e) {
      kafkaHealth.ill(e);
      return false;
    }
  }

  private void connect() {
    try (Admin admin = Admin.create(kafka.properties())) {
      kafka.topics().ensure(admin);
      SpeedTopics.ensure(admin, config, kafka.topics());
      List<String> problems = TopicPolicies.problems(admin, kafka);
      if (!problems.isEmpty()) {
        throw new UnfitTopicException(String.join(System.lineSeparator(), problems));
      }
    }
    facts = Optional.of(FactLog.open(kafka, deadLetters));
  }

  /**
   * Stores what is new, and now and then that this instance is alive: not while it does not learn
   * of new facts, so that others see that answers get old.
   */
  private void store(boolean follows) throws InterruptedException {
    boolean due = lastLook == 0 || System.nanoTime() - lastLook > config.heartbeat().toNanos();
    boolean knows =
        known.isPresent() && shares.isPresent() && missing == 0 && (news || (follows && !stuck));
    if (!(due || (knows && news))) {
      return;
    }
    try {
      if (!migrated) {
        database.prepareSchema();
        migrated = true;
      }
      if (knows) {
        store(known.get(), due);
      } else {
        database.ping();
      }
      if (due) {
        lastLook = System.nanoTime();
      }
      mysqlHealth.well();
    } catch (JdbiException | SQLException | FlywayException e) {
      mysqlHealth.ill(e);
      values.failed();
      // It may come back empty.
      migrated = false;
      stopped.await(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void store(Known now, boolean due) throws SQLException {
    FactLog log = facts.orElseThrow();
    if (due) {
      revisionsStored = values.look(now);
      log.forgetRevisions(now.lakeId(), revisionsStored);
    }
    values.write(new ValuesWriter.News(now, log.revisionsAfter(revisionsStored)), assignment());
    news = false;
    work.set(values.base().stream().mapToObj(base -> new Work(now, base)).findFirst());
  }
}

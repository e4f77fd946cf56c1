package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.log.SourceStatus;
import io.lambdax.store.log.Topics;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SourceState;
import io.lambdax.store.view.StatusReader;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The loop over a real Kafka and MariaDB. Only the launcher is ours: it hands each launch to the
 * test, which plays the driver and so decides when and how it ends, which a real Spark job would
 * not let it.
 */
class ControllerIT {

  private static final String CREATE = "?createDatabaseIfNotExist=true";
  private static final Instant NOON = Instant.parse("2020-12-14T12:00:00Z");

  private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final String lake = "lake-" + name;
  private final Config root =
      ConfigFactory.parseMap(
              Map.of(
                  "lambdax.kafka.bootstrap",
                  TestServices.kafka().bootstrap(),
                  "lambdax.kafka.topics.facts",
                  "facts-" + name,
                  "lambdax.kafka.topics.imports",
                  "imports-" + name,
                  "lambdax.kafka.topics.sources",
                  "sources-" + name,
                  "lambdax.batch.controller.group",
                  "controller-" + name,
                  "lambdax.batch.controller.poll",
                  "50ms",
                  "lambdax.batch.controller.stale-after",
                  "3s",
                  "lambdax.batch.controller.attempts",
                  2,
                  "lambdax.batch.controller.backoff",
                  "100ms"))
          .withFallback(ConfigFactory.load());
  private final LogConfig log = LogConfig.from(root);
  private final Database database = open();
  private final RunStore runs = new RunStore(database);
  private final BlockingQueue<BatchRun> launched = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<String>> driverEnd =
      new AtomicReference<>(Optional.empty());
  private final Health health = new Health();
  private Controller controller;
  private Thread loop;

  private Database open() {
    EmbeddedMariaDb mariaDb = TestServices.mariaDb();
    return Database.open(
        new MysqlConfig(
            mariaDb.jdbcUrl("lambdax_" + name) + CREATE,
            mariaDb.user(),
            mariaDb.password(),
            4,
            Duration.ofSeconds(5)));
  }

  @BeforeEach
  void start() {
    database.migrate();
    controller =
        new Controller(
            ControllerConfig.from(root),
            log,
            database,
            new Reconciler(
                ControllerConfig.from(root),
                database,
                run -> {
                  launched.add(run);
                  return driverEnd::get;
                },
                () -> UUID.randomUUID().toString(),
                Clock.systemUTC()),
            health,
            new SimpleMeterRegistry());
    loop =
        new Thread(
            () -> {
              try {
                controller.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "controller");
    loop.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    stop();
    database.close();
  }

  private void stop() throws InterruptedException {
    controller.stop();
    loop.join(TimeUnit.SECONDS.toMillis(20));
  }

  @Test
  void signalsThatComeDuringARunAreCoalescedAndTheOffsetFollowsTheView() throws Exception {
    signal(lake, 1);
    BatchRun first = next();
    signal(lake, 2);
    signal(lake, 3);
    assertThat(committed()).as("nothing is covered yet").isZero();
    succeed(first);
    BatchRun second = next();
    assertThat(second.version()).isEqualTo(3);
    succeed(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> committed() == 3);
    assertThat(launched).isEmpty();
    assertThat(health.readiness().report().ready()).isTrue();
  }

  @Test
  void aFailedRunIsTriedAgainAndThenLeftWithAReason() throws Exception {
    driverEnd.set(Optional.of("its process ended with exit code 1"));
    signal(lake, 1);
    assertThat(next().attempt()).isEqualTo(1);
    assertThat(next().attempt()).isEqualTo(2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health.readiness().report().toJson().contains("failed 2 times"));
    assertThat(committed()).isZero();
    driverEnd.set(Optional.empty());
    signal(lake, 2);
    succeed(next());
    await().atMost(Duration.ofSeconds(20)).until(() -> health.readiness().report().ready());
  }

  @Test
  void aLiveRunIsAdoptedByTheNextControllerAndASilentOneReplaced() throws Exception {
    signal(lake, 1);
    BatchRun first = next();
    stop();
    assertThat(runs.heartbeat(first.token())).isTrue();
    start();
    BatchRun second = next();
    assertThat(second.attempt()).as("only after the first fell silent").isEqualTo(2);
    assertThat(runs.find(first.token()).orElseThrow().message().orElseThrow())
        .contains("not heard of");
    stop();
    start();
    succeed(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> committed() == 1);
    assertThat(launched).isEmpty();
  }

  @Test
  void aRebuiltLakeIsFollowedFromItsFirstVersion() throws Exception {
    signal(lake, 7);
    succeed(next());
    signal(lake + "-rebuilt", 1);
    BatchRun rebuilt = next();
    assertThat(rebuilt.lakeId()).isEqualTo(lake + "-rebuilt");
    assertThat(rebuilt.version()).isEqualTo(1);
    succeed(rebuilt);
    await().atMost(Duration.ofSeconds(20)).until(() -> committed() == 2);
  }

  @Test
  void nothingIsLaunchedWhilePinnedAndTheNewestIsComputedAfterUnpin() throws Exception {
    signal(lake, 1);
    succeed(next());
    signal(lake, 2);
    succeed(next());
    await().atMost(Duration.ofSeconds(20)).until(() -> committed() == 2);
    ViewSwitch views = new ViewSwitch(database);
    assertThat(views.revert().done()).isTrue();
    signal(lake, 3);
    assertThat(launched.poll(1, TimeUnit.SECONDS)).isNull();
    assertThat(views.unpin().done()).isTrue();
    assertThat(next().version()).isEqualTo(3);
  }

  @Test
  void theStatusOfSourcesIsKept() throws Exception {
    SourceStatus status =
        new SourceStatus(
            "ecdc",
            NOON,
            "held",
            OptionalInt.of(200),
            5,
            1,
            Optional.of("ecdc-1"),
            Optional.empty(),
            Optional.of(NOON),
            Optional.empty(),
            Duration.ofHours(1));
    send(log.topics().sources(), status.key(), status.toBytes());
    await().atMost(Duration.ofSeconds(20)).until(() -> !sources().isEmpty());
    assertThat(sources().get(0).heldImportId()).contains("ecdc-1");
  }

  private List<SourceState> sources() {
    return database.snapshot(handle -> new StatusReader(handle).sources());
  }

  private BatchRun next() throws InterruptedException {
    BatchRun run = launched.poll(30, TimeUnit.SECONDS);
    assertThat(run).as("a launch").isNotNull();
    return run;
  }

  private void succeed(BatchRun run) {
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(run.lakeId(), run.version(), run.token());
    BatchView.Counts none = new BatchView.Counts(0, 0, 0);
    writer.complete(view, none, Optional.empty(), Optional.empty());
    assertThat(new ViewSwitch(database).flip(view, run.token()).done()).isTrue();
  }

  private void signal(String lakeId, long version) throws Exception {
    LocalDate day = LocalDate.of(2020, 12, 14);
    ImportSignal signal =
        new ImportSignal(
            lakeId, version, "ecdc-1", "ecdc", 1, 0, 0, day, day, List.of(0L, 0L, 0L, 0L), NOON);
    send(log.topics().imports(), new byte[0], signal.toBytes());
  }

  private void send(String topic, byte[] key, byte[] value) throws Exception {
    try (Admin admin = Admin.create(log.properties())) {
      Topics topics = log.topics();
      topics.ensure(admin);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            log.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    }
  }

  private long committed() throws Exception {
    TopicPartition partition = new TopicPartition(log.topics().imports(), 0);
    String group = ControllerConfig.from(root).group();
    try (Admin admin = Admin.create(log.properties())) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return offset == null ? 0 : offset.offset();
    }
  }
}

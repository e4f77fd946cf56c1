package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Gap;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.StatusReader;
import io.lambdax.store.view.ViewPointer;
import io.lambdax.store.view.ViewSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The loop over a real Kafka and MariaDB. Only the launcher is ours: it hands each launch to the
 * test, which plays the driver and so decides when and how it ends, which a real Spark job would
 * not let it.
 */
class ControllerIT {

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
  private final TestLog log = new TestLog(root);
  private final Database database = TestDatabase.of(name).open();
  private final RunStore runs = new RunStore(database);
  private final BlockingQueue<BatchRun> launched = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<String>> driverEnd =
      new AtomicReference<>(Optional.empty());
  private final Health health = new Health();
  private MeterRegistry metrics;
  private Controller controller;
  private Thread loop;

  @BeforeEach
  void start() {
    metrics = new SimpleMeterRegistry();
    controller =
        new Controller(
            ControllerConfig.from(root),
            log.config(),
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
            metrics);
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
    log.signal(lake, 1);
    BatchRun first = next();
    log.signal(lake, 2);
    log.signal(lake, 3);
    awaitTarget(3);
    assertThat(log.committed()).as("nothing is covered yet").isZero();
    succeed(first);
    BatchRun second = next();
    assertThat(second.version()).isEqualTo(3);
    succeed(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> log.committed() == 3);
    assertThat(launched).isEmpty();
    assertThat(health.readiness().report().ready()).isTrue();
  }

  @Test
  void aFailedRunIsTriedAgainAndThenLeftWithAReason() throws Exception {
    driverEnd.set(Optional.of("its process ended with exit code 1"));
    log.signal(lake, 1);
    assertThat(next().attempt()).isEqualTo(1);
    assertThat(next().attempt()).isEqualTo(2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health.readiness().report().toJson().contains("failed 2 times"));
    assertThat(log.committed()).isZero();
    driverEnd.set(Optional.empty());
    log.signal(lake, 2);
    succeed(next());
    await().atMost(Duration.ofSeconds(20)).until(() -> health.readiness().report().ready());
  }

  @Test
  void aLiveRunIsAdoptedByTheNextControllerAndASilentOneReplaced() throws Exception {
    log.signal(lake, 1);
    BatchRun first = next();
    stop();
    assertThat(runs.heartbeat(first.token())).isTrue();
    start();
    BatchRun second = next();
    assertThat(second.attempt()).as("only after the first fell silent").isEqualTo(2);
    assertThat(runs.find(first.token()).orElseThrow().message().orElseThrow())
        .contains("not heard of");
    stop();
    // Stopping takes as long as it takes: the run must not seem silent because of that.
    assertThat(runs.heartbeat(second.token())).isTrue();
    start();
    succeed(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> log.committed() == 1);
    assertThat(launched).isEmpty();
  }

  @Test
  void aRebuiltLakeIsFollowedFromItsFirstVersion() throws Exception {
    log.signal(lake, 7);
    succeed(next());
    log.signal(lake + "-rebuilt", 1);
    BatchRun rebuilt = next();
    assertThat(rebuilt.lakeId()).isEqualTo(lake + "-rebuilt");
    assertThat(rebuilt.version()).isEqualTo(1);
    succeed(rebuilt);
    await().atMost(Duration.ofSeconds(20)).until(() -> log.committed() == 2);
  }

  @Test
  void nothingIsLaunchedWhilePinnedAndTheNewestIsComputedAfterUnpin() throws Exception {
    log.signal(lake, 1);
    succeed(next());
    log.signal(lake, 2);
    succeed(next());
    await().atMost(Duration.ofSeconds(20)).until(() -> log.committed() == 2);
    ViewSwitch views = new ViewSwitch(database);
    assertThat(views.revert().done()).isTrue();
    log.signal(lake, 3);
    assertThat(launched.poll(1, TimeUnit.SECONDS)).isNull();
    assertThat(views.unpin().done()).isTrue();
    assertThat(next().version()).isEqualTo(3);
  }

  @Test
  void aSkippedVersionIsShown_alsoAfterARestart_untilItIsRepublished() throws Exception {
    log.signal(lake, 1);
    log.signal(lake, 2);
    log.signal(lake, 4);
    awaitGap(Optional.of(new Gap(3, 1)));
    stop();
    runs.gap(lake, Optional.empty());
    start();
    awaitGap(Optional.of(new Gap(3, 1)));
    for (long version : new long[] {2, 3, 4}) {
      log.signal(lake, version);
    }
    awaitGap(Optional.empty());
    log.signal(lake, 2);
    log.signal(lake, 5);
    awaitTarget(5);
    awaitGap(Optional.empty());
  }

  @Test
  void aRebuiltLakeHasItsOwnVersionsFromOneOn() throws Exception {
    log.signal(lake, 1);
    log.signal(lake, 3);
    awaitGap(Optional.of(new Gap(2, 1)));
    log.signal(lake + "-rebuilt", 1);
    awaitGap(Optional.empty());
    log.signal(lake + "-again", 3);
    awaitGap(Optional.of(new Gap(1, 2)));
  }

  /** In MySQL and in the metrics. */
  private void awaitGap(Optional<Gap> gap) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(database.snapshot(ViewPointer::read).gap()).isEqualTo(gap);
              assertThat(metrics.get("lambdax.batch.missing.versions").gauge().value())
                  .isEqualTo(gap.map(Gap::versions).orElse(0L).doubleValue());
            });
  }

  @Test
  void theStatusOfSourcesIsKept_theLastInTheTopic_untilOneIsNoSourceAnyMore() throws Exception {
    log.status(status("ecdc", NOON.plus(Duration.ofDays(3650)), "imported"));
    log.status(status("ecdc", NOON, "held"));
    log.status(status("renamed", NOON, "imported"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(sources())
                    .extracting(s -> s.source() + " " + s.outcome())
                    .containsExactly("ecdc held", "renamed imported"));
    assertThat(sources().get(0).heldImportId()).contains("ecdc-1");
    log.noSource("renamed");
    await().atMost(Duration.ofSeconds(20)).until(() -> sources().size() == 1);
    assertThat(sources().get(0).source()).isEqualTo("ecdc");
  }

  private static SourceStatus status(String source, Instant at, String outcome) {
    return new SourceStatus(
        source,
        at,
        outcome,
        OptionalInt.of(200),
        5,
        1,
        Optional.of("ecdc-1"),
        Optional.empty(),
        Optional.of(at),
        Optional.empty(),
        Duration.ofHours(1));
  }

  private List<SourceStatus> sources() {
    return database.snapshot(handle -> new StatusReader(handle).sources());
  }

  private void awaitTarget(long version) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> metrics.get("lambdax.batch.target.version").gauge().value() == version);
  }

  private BatchRun next() throws InterruptedException {
    BatchRun run = launched.poll(30, TimeUnit.SECONDS);
    assertThat(run).as("a launch").isNotNull();
    return run;
  }

  private void succeed(BatchRun run) {
    assertThat(EmptyView.flip(database, run).done()).isTrue();
  }
}

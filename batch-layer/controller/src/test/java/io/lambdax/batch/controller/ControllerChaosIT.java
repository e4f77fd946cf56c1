package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.testing.BuiltPart;
import io.lambdax.testing.PartProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Controllers in JVMs of their own are killed, over a real Kafka and MariaDB, with real drivers.
 */
class ControllerChaosIT {

  private static final BuiltPart CONTROLLER =
      new BuiltPart("batch-layer/controller", "io.lambdax.batch.controller.Main");

  private static final Duration SOON = Duration.ofMinutes(1);

  private final String name = "chaos" + UUID.randomUUID().toString().substring(0, 8);
  private final String lake = "lake-" + name;
  private final TestDatabase mysql = TestDatabase.of(name);
  private final Database database = mysql.open();
  private final RunStore runs = new RunStore(database);
  private final Map<String, String> settings = settings();
  private final TestLog log =
      new TestLog(ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()));

  @TempDir Path directory;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void killedBeforeTheOffsetIsCommitted_theNextCommitsItWithoutAnotherRun() throws Exception {
    log.signal(lake, 1);
    try (PartProcess killed = start(Map.of("lambdax.halt.at", "before-offset-commit"), 0)) {
      assertThat(killed.ended(SOON)).isTrue();
      assertThat(killed.exitCode()).isEqualTo(137);
    }
    assertThat(log.committed()).isZero();
    assertThat(currentVersion()).isEqualTo(1);
    try (PartProcess next = start(Map.of(), 0)) {
      awaitCovered(next, 1);
    }
    assertThat(runs.attempts(lake, 1)).hasSize(1);
  }

  @Test
  void killedBesideALiveRun_theNextAdoptsIt() throws Exception {
    log.signal(lake, 1);
    Path end = directory.resolve("end");
    try (PartProcess killed = start(Map.of(), "-Dlambdax.test.until=" + end)) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  runs.attempts(lake, 1).stream()
                      .anyMatch(run -> run.state() == BatchRun.State.RUNNING));
      assertThat(killed.ended(Duration.ZERO)).isFalse();
    }
    try (PartProcess next = start(Map.of(), 0)) {
      await()
          .atMost(SOON)
          .until(() -> next.log().stream().anyMatch(line -> line.contains("Adopted run")));
      Files.createFile(end);
      awaitCovered(next, 1);
    }
    assertThat(runs.attempts(lake, 1)).hasSize(1);
  }

  @Test
  void killedAtRandomMoments_everyVersionIsCoveredAndNoTwoRunsLiveAtOnce() throws Exception {
    long seed = Long.getLong("lambdax.chaos.seed", System.nanoTime());
    System.out.println("ControllerChaosIT: again with -Dlambdax.chaos.seed=" + seed);
    Random random = new Random(seed);
    int kills = 3 * Integer.getInteger("lambdax.soak", 1);
    for (int version = 1; version <= kills; version++) {
      log.signal(lake, version);
      try (PartProcess killed = start(Map.of(), random.nextInt(2_000))) {
        assertThat(killed.ended(Duration.ofMillis(random.nextInt(5_000)))).isFalse();
      }
    }
    try (PartProcess last = start(Map.of(), 0)) {
      awaitCovered(last, kills);
    }
    List<BatchRun> all = new ArrayList<>();
    for (int version = 1; version <= kills; version++) {
      List<BatchRun> attempts = runs.attempts(lake, version);
      assertThat(attempts)
          .filteredOn(run -> run.state() == BatchRun.State.SUCCEEDED)
          .as("runs that made a view of version %s", version)
          .hasSizeLessThan(2);
      all.addAll(attempts);
    }
    all.sort(Comparator.comparing(BatchRun::launchedAt));
    for (int i = 1; i < all.size(); i++) {
      Instant before = all.get(i - 1).finishedAt().orElseThrow();
      assertThat(all.get(i).launchedAt()).as("%s", all).isAfterOrEqualTo(before);
    }
  }

  private void awaitCovered(PartProcess controller, long version) {
    await().atMost(SOON).until(() -> log.committed() == version);
    // An earlier controller may have committed it: this one need not listen yet.
    await().atMost(SOON).until(() -> controller.readiness().startsWith("200"));
    assertThat(currentVersion()).isEqualTo(version);
  }

  private long currentVersion() {
    return database.snapshot(BatchView::current).map(BatchView::version).orElse(0L);
  }

  private PartProcess start(Map<String, String> more, int driverMillis) throws Exception {
    return start(more, "-Dlambdax.test.work=" + driverMillis);
  }

  private PartProcess start(Map<String, String> more, String driverOption) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put(
        "lambdax.batch.process.java-options",
        all.get("lambdax.batch.process.java-options") + " " + driverOption);
    all.putAll(more);
    return CONTROLLER.start(directory, "controller", all, "run");
  }

  private Map<String, String> settings() {
    Map<String, String> all = new HashMap<>();
    all.putAll(mysql.settings());
    all.put("lambdax.kafka.bootstrap", TestServices.kafka().bootstrap());
    all.put("lambdax.kafka.topics.facts", "facts-" + name);
    all.put("lambdax.kafka.topics.imports", "imports-" + name);
    all.put("lambdax.kafka.topics.sources", "sources-" + name);
    all.put("lambdax.batch.controller.group", "controller-" + name);
    all.put("lambdax.batch.controller.poll", "50ms");
    all.put("lambdax.batch.controller.stale-after", "10s");
    all.put("lambdax.batch.process.classpath", driverClassPath());
    all.put(
        "lambdax.batch.process.java-options",
        String.join(" ", mysql.javaOptions()) + " -Xmx64m -XX:TieredStopAtLevel=1");
    return all;
  }

  /** The stand-in for the job is among the test classes, and goes by the job's name. */
  private static String driverClassPath() {
    try {
      return Path.of("target", "test-classes").toAbsolutePath()
          + File.pathSeparator
          + BuiltPart.classPath("batch-layer/controller");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

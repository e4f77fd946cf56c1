package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.lambdax.batch.controller.kubernetes.TestCluster;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.testing.BuiltPart;
import io.lambdax.testing.PartProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Controllers in JVMs of their own are killed beside a {@link TestCluster}, a real Kafka and a real
 * MariaDB. The test plays the operator and the job.
 */
class KubernetesChaosIT {

  private static final BuiltPart CONTROLLER =
      new BuiltPart("batch-layer/controller", "io.lambdax.batch.controller.Main");

  private static final Duration SOON = Duration.ofMinutes(1);

  private final String name = "kchaos" + UUID.randomUUID().toString().substring(0, 8);
  private final String lake = "lake-" + name;
  private final TestCluster cluster = new TestCluster();
  private final TestDatabase mysql = TestDatabase.of(name);
  private final Database database = mysql.open();
  private final RunStore runs = new RunStore(database);
  private final Map<String, String> settings = settings();
  private final TestLog log =
      new TestLog(ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()));

  @TempDir Path directory;

  @AfterEach
  void close() throws Exception {
    database.close();
    cluster.close();
  }

  @Test
  void killedBetweenTheRunAndItsApplication_theNextCreatesItForTheSameRun() throws Exception {
    log.signal(lake, 1);
    try (PartProcess killed = start(Map.of("lambdax.halt.at", "before-driver-launch"))) {
      assertThat(killed.ended(SOON)).isTrue();
      assertThat(killed.exitCode()).isEqualTo(137);
    }
    assertThat(cluster.applications()).isEmpty();
    BatchRun run = runs.attempts(lake, 1).get(0);
    try (PartProcess next = start(Map.of())) {
      finish(next, run, cluster.applicationOf(run.token()));
    }
  }

  @Test
  void killedInMidRun_theNextAdoptsIt_andAClusterThatGoesIsNamedAndHeals() throws Exception {
    log.signal(lake, 1);
    BatchRun run;
    String application;
    try (PartProcess killed = start(Map.of())) {
      await().atMost(SOON).until(() -> cluster.applications().size() == 1);
      run = runs.attempts(lake, 1).get(0);
      application = cluster.applicationOf(run.token());
      cluster.state(application, "RUNNING");
      assertThat(killed.ended(Duration.ZERO)).isFalse();
    }
    assertThat(runs.heartbeat(run.token())).isTrue();
    try (PartProcess next = start(Map.of())) {
      String token = run.token();
      await()
          .atMost(SOON)
          .until(
              () -> {
                runs.heartbeat(token);
                return next.log().stream().anyMatch(line -> line.contains("Adopted run " + token));
              });
      cluster.cut();
      awaitReadiness(next, token, "503", "Kubernetes does not answer");
      cluster.heal();
      awaitReadiness(next, token, "200");
      finish(next, run, application);
      assertThat(next.log()).noneMatch(line -> line.startsWith("\tat "));
      assertThat(next.log())
          .filteredOn(line -> line.contains("Kubernetes does not answer, trying again"))
          .as("an outage is said once")
          .hasSize(1);
    }
  }

  private void awaitReadiness(PartProcess controller, String token, String... contained) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(runs.heartbeat(token)).isTrue();
              assertThat(controller.readiness()).contains(contained);
            });
  }

  private void finish(PartProcess controller, BatchRun run, String application) throws Exception {
    cluster.state(application, "RUNNING");
    assertThat(runs.heartbeat(run.token())).isTrue();
    assertThat(EmptyView.flip(database, run).done()).isTrue();
    cluster.state(application, "COMPLETED");
    await().atMost(SOON).until(() -> log.committed() == 1);
    await().atMost(SOON).until(() -> controller.readiness().startsWith("200"));
    assertThat(runs.attempts(lake, 1)).hasSize(1);
    assertThat(cluster.applications()).containsExactly(application);
  }

  private PartProcess start(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return CONTROLLER.start(directory, "controller", all, "run");
  }

  private Map<String, String> settings() {
    Map<String, String> all = new HashMap<>();
    all.putAll(mysql.settings());
    all.putAll(TestCluster.settings());
    all.putAll(cluster.address());
    all.put("lambdax.kafka.bootstrap", TestServices.kafka().bootstrap());
    all.put("lambdax.kafka.topics.facts", "facts-" + name);
    all.put("lambdax.kafka.topics.imports", "imports-" + name);
    all.put("lambdax.kafka.topics.sources", "sources-" + name);
    all.put("lambdax.batch.controller.group", "controller-" + name);
    all.put("lambdax.batch.controller.poll", "50ms");
    return all;
  }
}

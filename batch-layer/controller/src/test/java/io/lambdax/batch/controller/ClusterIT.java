package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.testing.BuiltPart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real job on a real cluster of Spark, master and two workers, over a real HDFS and MariaDB.
 */
class ClusterIT {

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration A_JOB = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final String name = "cluster" + UUID.randomUUID().toString().substring(0, 8);
  private final TestDatabase mysql = TestDatabase.of(name);
  private final Database database = mysql.open();
  private final RunStore runs = new RunStore(database);
  private String classPath;
  private TestLake lake;
  private SparkCluster cluster;

  @BeforeEach
  void fillALakeAndStartACluster() throws Exception {
    lake = TestLake.of(name);
    runs.follow(lake.id());
    classPath =
        TestServices.hdfs().confDir() + File.pathSeparator + BuiltPart.classPath("batch-layer/job");
    Map<String, String> settings = mysql.settings();
    cluster =
        SparkCluster.start(
            directory,
            classPath,
            2,
            Map.of(
                "LAMBDAX_MYSQL_URL", settings.get("lambdax.mysql.url"),
                "LAMBDAX_MYSQL_USER", settings.get("lambdax.mysql.user"),
                "LAMBDAX_MYSQL_PASSWORD", settings.get("lambdax.mysql.password")));
  }

  @AfterEach
  void close() {
    cluster.close();
    database.close();
  }

  @Test
  void executorsComputeAndWriteTheViewThatCoreAnswers() throws Exception {
    BatchRun run = launch();
    assertThat(TestJob.finish(start(run))).isEqualTo(0);
    assertIsCores(run);
    assertThat(tasks()).extracting(Task::executor).as("who was at work").contains("0", "1");
    assertThat(tasks()).as("no task twice").allMatch(Task::succeeded);
  }

  @Test
  void anExecutorKilledWithWhatItComputed_costsNoneOfTheOthersTasks() throws Exception {
    BatchRun run = launch();
    Driver driver = start(run);
    await()
        .atMost(A_JOB)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                runs.find(run.token())
                    .flatMap(BatchRun::progress)
                    .filter(progress -> progress.step() == BatchRun.Step.COMPUTE)
                    .filter(progress -> progress.done() > 2)
                    .isPresent());
    cluster.killExecutors(0);
    assertThat(TestJob.finish(driver)).isEqualTo(0);
    assertIsCores(run);
    List<String> killed =
        events("SparkListenerExecutorRemoved")
            .map(event -> event.path("Executor ID").asText())
            .toList();
    assertThat(killed).as("the one that was killed").hasSize(1);
    assertThat(tasks()).as("it had tasks").extracting(Task::executor).contains(killed.get(0));
    assertThat(tasks().stream().filter(task -> !task.succeeded()))
        .allMatch(task -> task.executor().equals(killed.get(0)));
    assertThat(tasks().stream().filter(Task::succeeded))
        .extracting(task -> List.of(task.stage(), task.index()))
        .doesNotHaveDuplicates();
  }

  private void assertIsCores(BatchRun run) throws IOException {
    assertThat(runs.find(run.token()).orElseThrow().state()).isEqualTo(BatchRun.State.SUCCEEDED);
    BatchView view = database.snapshot(BatchView::current).orElseThrow();
    CoresView.assertIs(database, lake, view);
    assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);
  }

  /** An attempt at a task, as Spark's log of events has it. */
  private record Task(int stage, int index, String executor, boolean succeeded) {
    static Task of(JsonNode event) {
      return new Task(
          event.path("Stage ID").asInt(),
          event.at("/Task Info/Index").asInt(),
          event.at("/Task Info/Executor ID").asText(),
          event.at("/Task End Reason/Reason").asText().equals("Success"));
    }
  }

  private List<Task> tasks() throws IOException {
    return events("SparkListenerTaskEnd").map(Task::of).toList();
  }

  private Stream<JsonNode> events(String kind) throws IOException {
    try (Stream<Path> logs = Files.list(directory.resolve("events"))) {
      return logs
          .flatMap(ClusterIT::lines)
          .map(ClusterIT::json)
          .filter(event -> event.path("Event").asText().equals(kind))
          .toList()
          .stream();
    }
  }

  private static Stream<String> lines(Path log) {
    try {
      return Files.readAllLines(log).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BatchRun launch() {
    return runs.launch(lake.id(), 1, UUID.randomUUID().toString(), FRESH).orElseThrow();
  }

  private Driver start(BatchRun run) throws IOException {
    Files.createDirectories(directory.resolve("events"));
    List<String> options = new ArrayList<>(List.of("-Xmx500m"));
    options.add("-Dlambdax.batch.heartbeat=100ms");
    options.add("-Dspark.master=" + cluster.master());
    options.add("-Dspark.driver.host=127.0.0.1");
    options.add("-Dspark.driver.bindAddress=127.0.0.1");
    options.add("-Dspark.executor.memory=500m");
    options.add("-Dspark.executor.extraClassPath=" + classPath);
    // Both executors are there before the work is handed out.
    options.add("-Dspark.cores.max=2");
    options.add("-Dspark.scheduler.minRegisteredResourcesRatio=1.0");
    options.add("-Dspark.scheduler.maxRegisteredResourcesWaitingTime=120s");
    options.add("-Dspark.eventLog.enabled=true");
    options.add("-Dspark.eventLog.rolling.enabled=false");
    options.add("-Dspark.eventLog.compress=false");
    options.add("-Dspark.eventLog.dir=" + directory.resolve("events").toUri());
    return TestJob.start(mysql, lake, run, Path.of("target", "cluster-it.log"), options);
  }
}

package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real job, whose MySQL, its own, is killed while the view is loaded and comes back. */
class JobOutageIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void mysqlThatIsAwayWhileThereIsSomethingToWrite_isWaitedFor() throws Exception {
    String name = "outage" + UUID.randomUUID().toString().substring(0, 8);
    TestLake lake = TestLake.of(name);
    Path home = directory.resolve("mysql");
    EmbeddedMariaDb server = EmbeddedMariaDb.start(ServiceConfig.in(home));
    TestDatabase mysql = new TestDatabase(server, "lambdax_" + name);
    try (Database database = mysql.open()) {
      RunStore runs = new RunStore(database);
      runs.follow(lake.id());
      BatchRun run = runs.launch(lake.id(), 1, UUID.randomUUID().toString(), SOON).orElseThrow();
      Path log = directory.resolve("job.log");
      Driver driver =
          TestJob.start(
              mysql,
              lake,
              run,
              log,
              List.of("-Dspark.master=local[2,4]", "-Dlambdax.batch.heartbeat=100ms"));
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () ->
                  runs.find(run.token())
                      .flatMap(BatchRun::progress)
                      .filter(progress -> progress.step() == BatchRun.Step.WRITE)
                      .isPresent());

      int port = server.port();
      kill(server);
      await().atMost(SOON).until(() -> driver.end().isPresent() || missesIt(log));
      server = EmbeddedMariaDb.start(new ServiceConfig(home, port));

      assertThat(TestJob.finish(driver)).isEqualTo(0);
      BatchView view = database.snapshot(BatchView::current).orElseThrow();
      assertThat(view.token()).isEqualTo(run.token());
      CoresView.assertIs(database, lake, view);
      assertThat(lake.rows("gold", "summary")).isEqualTo(CoresView.SUMMARIES);
    } finally {
      server.close();
    }
  }

  /** Heartbeats say so after the seconds in which others who are less patient give up. */
  private static boolean missesIt(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .dropWhile(line -> !line.contains("compute took"))
        .anyMatch(line -> line.contains("MySQL did not take a heartbeat"));
  }

  private static void kill(EmbeddedMariaDb server) {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    server.close();
  }
}

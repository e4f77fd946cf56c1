package io.lambdax.batch.controller;

import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.BatchRun;
import io.lambdax.testing.BuiltPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real job as the controller starts it, over a lake on the shared HDFS. */
final class TestJob {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private TestJob() {}

  /**
   * Starts it for a run.
   *
   * @param log what its log is appended to
   * @param more options of its JVM
   */
  static Driver start(TestDatabase mysql, TestLake lake, BatchRun run, Path log, List<String> more)
      throws IOException {
    List<String> options = new ArrayList<>(mysql.javaOptions());
    options.addAll(List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    options.add("-Dlambdax.lake.uri=" + lake.uri());
    options.addAll(more);
    Files.createDirectories(log.toAbsolutePath().getParent());
    return new ProcessLauncher(
            new ProcessConfig(
                BuiltPart.classPath("batch-layer/job"),
                options,
                Optional.of(log.toAbsolutePath()),
                Optional.of(TestServices.hdfs().confDir())))
        .launch(run);
  }

  /** Waits for its end and returns its exit code. */
  static int finish(Driver driver) {
    String end = await().atMost(LONGEST).until(driver::end, Optional::isPresent).orElseThrow();
    return Integer.parseInt(end.substring(end.lastIndexOf(' ') + 1));
  }
}

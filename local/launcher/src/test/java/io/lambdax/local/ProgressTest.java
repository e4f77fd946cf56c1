package io.lambdax.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void onceAllStops_nothingIsSaidButThatItStopped() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Progress progress = new Progress(new PrintStream(out, true, UTF_8), System.nanoTime());

    progress.stage("HDFS is up");
    progress.stopping();
    progress.stage("Batch run of version 1, attempt 1: SUCCEEDED");
    progress.stopped();
    progress.stage("Kafka is up");

    assertThat(out.toString(UTF_8).lines().map(line -> line.replaceFirst("^ *\\d+\\.\\d s  ", "")))
        .containsExactly("HDFS is up", "Stopping", "Stopped");
  }
}

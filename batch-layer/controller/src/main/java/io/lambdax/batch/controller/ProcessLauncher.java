package io.lambdax.batch.controller;

import io.lambdax.store.view.BatchRun;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the job as a JVM of its own on this machine. It survives this process, and then is adopted
 * by the next controller; it ends with the platform's supervisor, whose process id it inherits.
 */
public final class ProcessLauncher implements BatchLauncher {

  private static final String MAIN = "io.lambdax.batch.job.Main";
  private static final String SPARK_OPTIONS = "spark-jvm.options";

  private final ProcessConfig config;
  private final List<String> sparkOptions;

  ProcessLauncher(ProcessConfig config) throws IOException {
    this.config = config;
    this.sparkOptions = sparkOptions();
  }

  @Override
  public Driver launch(BatchRun run) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(run));
    builder.redirectErrorStream(true);
    if (config.log().isPresent()) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(config.log().get().toFile()));
    } else {
      // Spark and the job log to standard error; what else a library prints follows it there.
      builder.redirectErrorStream(false);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    return () ->
        process.isAlive()
            ? Optional.empty()
            : Optional.of("its process ended with exit code " + process.exitValue());
  }

  List<String> command(BatchRun run) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(sparkOptions);
    command.addAll(config.javaOptions());
    command.add("-cp");
    command.add(
        config.hadoopConfDir().map(dir -> dir + File.pathSeparator).orElse("")
            + config.classpath());
    command.add(MAIN);
    command.addAll(
        List.of(
            "--lake-id", run.lakeId(),
            "--version", Long.toString(run.version()),
            "--token", run.token()));
    return command;
  }

  static List<String> sparkOptions() throws IOException {
    try (InputStream in = ProcessLauncher.class.getResourceAsStream(SPARK_OPTIONS);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}

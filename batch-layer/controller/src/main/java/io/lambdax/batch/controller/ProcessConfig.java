package io.lambdax.batch.controller;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the job is started as a process, from {@code lambdax.batch.process}.
 *
 * @param classpath the job's class path
 * @param javaOptions options of its JVM beside those that Spark needs
 * @param log file that its output is appended to; empty: the controller's standard error
 * @param hadoopConfDir directory put on its class path
 */
record ProcessConfig(
    String classpath, List<String> javaOptions, Optional<Path> log, Optional<Path> hadoopConfDir) {

  ProcessConfig {
    if (classpath.isBlank()) {
      throw new IllegalArgumentException(
          "lambdax.batch.process.classpath is empty: set LAMBDAX_BATCH_CLASSPATH to the batch job's jar"
              + " and its target/classpath");
    }
    javaOptions = List.copyOf(javaOptions);
  }

  static ProcessConfig from(Config root) {
    Config process = root.getConfig("lambdax.batch.process");
    return new ProcessConfig(
        process.getString("classpath"),
        Stream.of(process.getString("java-options").split("\\s+"))
            .filter(option -> !option.isEmpty())
            .toList(),
        path(process.getString("log")),
        path(process.getString("hadoop-conf-dir")));
  }

  private static Optional<Path> path(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
  }
}

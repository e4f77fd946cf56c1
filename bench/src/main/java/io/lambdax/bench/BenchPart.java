package io.lambdax.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A built part, to be run from the project's root.
 *
 * @param module its directory there
 * @param main the name of its main class
 * @param heap its heap at most, as -Xmx takes it
 */
record BenchPart(String module, String main, String heap) {

  /** Starts it with those settings and arguments; what it says is added to that file. */
  Process start(Path log, Map<String, String> settings, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Its jar and what that needs. */
  String classPath() throws IOException {
    Path target = Path.of(module, "target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      for (Path jar : jars) {
        return jar + File.pathSeparator + Files.readString(target.resolve("classpath")).trim();
      }
    }
    throw new IOException(target + " holds no built jar: run mvn -DskipTests package");
  }
}

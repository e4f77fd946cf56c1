package io.lambdax.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A part as it is built and shipped, to be started in JVMs of its own.
 *
 * @param module its directory below the project's
 * @param main its main class
 */
public record BuiltPart(String module, String main) {

  /** What a command line says and ends with. */
  public record Said(int code, String out, String err) {}

  /**
   * Starts it.
   *
   * @param name its log and port files in the directory go by it; a log there is gone on with
   * @param settings system properties
   */
  public PartProcess start(
      Path directory, String name, Map<String, String> settings, String... arguments)
      throws IOException {
    Path portFile = directory.resolve(name + ".port");
    Path log = directory.resolve(name + ".log");
    Files.deleteIfExists(portFile);
    List<String> command = command(settings, arguments);
    command.add(1, "-Dlambdax.http.port-file=" + portFile);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new PartProcess(process, portFile, log);
  }

  /** Runs a command of it to the end, at most a minute. */
  public Said run(Path directory, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command(settings, arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", arguments) + " did not end within a minute");
    }
    return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> command(Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What starts fast: these live for seconds.
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath(module), main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The class path of a module: its jar and what that needs. */
  public static String classPath(String module) throws IOException {
    Path target = Path.of(System.getProperty("lambdax.root"), module, "target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      for (Path jar : jars) {
        return jar + File.pathSeparator + Files.readString(target.resolve("classpath")).trim();
      }
    }
    throw new IOException(target + " holds no built jar: run mvn -DskipTests package");
  }
}

package io.lambdax.speed;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The speed layer as it is built and shipped, in a JVM of its own. Close ends it like kill -9. */
final class SpeedProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path portFile;
  private final Path log;

  private SpeedProcess(Process process, Path portFile, Path log) {
    this.process = process;
    this.portFile = portFile;
    this.log = log;
  }

  /** Starts one with these settings; its files in the directory go by that name. */
  static SpeedProcess start(Path directory, String name, Map<String, String> settings)
      throws IOException {
    Path portFile = directory.resolve(name + ".port");
    Path log = directory.resolve(name + ".log");
    Files.deleteIfExists(portFile);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dlambdax.http.port-file=" + portFile);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath(), "io.lambdax.speed.Main"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new SpeedProcess(process, portFile, log);
  }

  private static String classPath() throws IOException {
    Path target = Path.of(System.getProperty("lambdax.root"), "speed-layer", "target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      for (Path jar : jars) {
        return jar + File.pathSeparator + Files.readString(target.resolve("classpath")).trim();
      }
    }
    throw new IOException(target + " holds no built jar: run mvn -DskipTests package");
  }

  /** Sends it a signal, such as STOP or CONT. */
  void signal(String signal) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + signal + " ended with " + code);
    }
  }

  /** Waits for its end. */
  boolean ended(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Status and body of {@code /readyz}; empty while it does not listen. */
  String readiness() {
    try {
      String port = Files.readString(portFile).trim();
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** All that was logged under its name so far. */
  List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

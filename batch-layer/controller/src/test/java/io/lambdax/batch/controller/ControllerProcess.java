package io.lambdax.batch.controller;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The controller as it is built and shipped, in a JVM of its own. Close ends it like kill -9. */
final class ControllerProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path portFile;
  private final Path log;

  private ControllerProcess(Process process, Path portFile, Path log) {
    this.process = process;
    this.portFile = portFile;
    this.log = log;
  }

  /** Starts {@code run} with these settings; its log is appended to a file in the directory. */
  static ControllerProcess start(Path directory, Map<String, String> settings) throws IOException {
    Path portFile = directory.resolve("port");
    Path log = directory.resolve("controller.log");
    Files.deleteIfExists(portFile);
    List<String> command = command(settings, "run");
    command.add(1, "-Dlambdax.http.port-file=" + portFile);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ControllerProcess(process, portFile, log);
  }

  /** What a command line says and ends with. */
  record Said(int code, String out, String err) {}

  /** Runs a command to its end, at most a minute. */
  static Said run(Path directory, Map<String, String> settings, String argument)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command(settings, argument))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(argument + " did not end within a minute");
    }
    return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static List<String> command(Map<String, String> settings, String argument)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", BuiltPart.classPath("batch-layer/controller")));
    command.addAll(List.of("io.lambdax.batch.controller.Main", argument));
    return command;
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

  /** All that controllers logged in this directory so far. */
  List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

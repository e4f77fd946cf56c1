package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The launcher's JVM, started as run_local.sh starts it. */
final class Launched implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("lambdax.root", "../..")).toAbsolutePath();
  private static final Pattern READY =
      Pattern.compile("Lambdax is ready at http://localhost:(\\d+)");

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private Launched(Process process) {
    this.process = process;
    readers.add(read(process.inputReader(), out));
    readers.add(read(process.errorReader(), err));
  }

  static Launched start(String... arguments) throws IOException {
    return new Launched(new ProcessBuilder(command(arguments)).start());
  }

  /** Starts it in a terminal of its own; without {@code script} the calling test is skipped. */
  static Launched startInTerminal(String... arguments) throws IOException {
    assumeThat(Path.of("/usr/bin/script"))
        .as("skipped: there is no script (util-linux) to open a terminal with")
        .isExecutable();
    String line =
        command(arguments).stream()
            .map(argument -> "'" + argument + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    // A background job ignores Ctrl-C, and these tests may be run in one.
    return new Launched(
        new ProcessBuilder("env", "--default-signal=INT", "script", "-qefc", line, "/dev/null")
            .start());
  }

  private static List<String> command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlambdax.root=" + ROOT,
                "-cp",
                classPath(),
                "io.lambdax.local.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() throws IOException {
    Path target = ROOT.resolve("local/launcher/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "lambdax-*.jar")) {
      return jars.iterator().next()
          + System.getProperty("path.separator")
          + Files.readString(target.resolve("classpath")).trim();
    }
  }

  private static Thread read(BufferedReader from, List<String> into) {
    Thread thread =
        new Thread(
            () -> {
              try (from) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                  into.add(line);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The exit code, when it has ended and all it wrote is read. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended; it said %s", out).isTrue();
    for (Thread reader : readers) {
      reader.join(TimeUnit.SECONDS.toMillis(10));
    }
    return process.exitValue();
  }

  /** Standard output, line by line. */
  List<String> out() {
    return List.copyOf(out);
  }

  /** Standard error, line by line. */
  List<String> err() {
    return List.copyOf(err);
  }

  /** The API's port, once it says that it is ready. */
  int port() {
    await("ready")
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              assertThat(process.isAlive()).as("alive; it said %s %s", out, err).isTrue();
              return ready().isPresent();
            });
    return ready().orElseThrow();
  }

  private Optional<Integer> ready() {
    return out.stream()
        .map(READY::matcher)
        .filter(Matcher::matches)
        .map(line -> Integer.valueOf(line.group(1)))
        .findFirst();
  }

  /** Waits until a line of standard output has this. */
  void awaitLine(String part) {
    await(part)
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(out).as("%s", err).anyMatch(line -> line.contains(part)));
  }

  /** In a terminal: Ctrl-C. */
  void pressCtrlC() throws IOException {
    process.getOutputStream().write(3);
    process.getOutputStream().flush();
  }

  /** All that it started and what those started. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Its part of that main class. */
  Optional<ProcessHandle> part(String mainClass) {
    List<ProcessHandle> below = descendants();
    return VirtualMachine.list().stream()
        .filter(jvm -> jvm.displayName().startsWith(mainClass))
        .flatMap(jvm -> below.stream().filter(p -> p.pid() == Long.parseLong(jvm.id())))
        .findFirst();
  }

  /** SIGTERM, by its handle: Process.destroy() closes the streams, and its last words are lost. */
  void stop() {
    process.toHandle().destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(90, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}

package io.lambdax.speed;

import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.ops.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A Kafka in a JVM of its own, so that it can be killed. Close ends it like kill -9. */
final class KafkaProcess implements AutoCloseable {

  private static final String BOOTSTRAP = "bootstrap ";

  private final Process process;
  private final String bootstrap;

  private KafkaProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** Started with a directory and a port. */
  public static void main(String[] args) throws InterruptedException {
    Supervisor.watch();
    EmbeddedKafka kafka =
        EmbeddedKafka.start(new ServiceConfig(Path.of(args[0]), Integer.parseInt(args[1])));
    System.out.println(BOOTSTRAP + kafka.bootstrap());
    new CountDownLatch(1).await();
  }

  /**
   * Starts on what an earlier one left in the directory.
   *
   * @param port 0: any free one
   */
  static KafkaProcess start(Path directory, int port) throws IOException {
    Path out = Files.createTempFile(directory.getParent(), "kafka", ".out");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KafkaProcess.class.getName(),
            directory.toString(),
            Integer.toString(port));
    java.environment().put(Supervisor.PID, Long.toString(ProcessHandle.current().pid()));
    Process process = java.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    String bootstrap =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> bootstrap(out), Optional::isPresent)
            .orElseThrow();
    return new KafkaProcess(process, bootstrap);
  }

  private static Optional<String> bootstrap(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out);
    return lines.stream()
        .filter(line -> line.startsWith(BOOTSTRAP))
        .map(line -> line.substring(BOOTSTRAP.length()))
        .findFirst();
  }

  String bootstrap() {
    return bootstrap;
  }

  int port() {
    return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

package io.lambdax.batch.controller;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A real standalone cluster of Spark on this machine: a master and some workers of one core each,
 * processes all. Close ends them like kill -9, with their executors.
 */
final class SparkCluster implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(1);

  private final Path directory;
  private final String classPath;
  private final Deque<Process> started = new ArrayDeque<>();
  private final List<Process> workers = new ArrayList<>();
  private final String master;

  /**
   * Starts it.
   *
   * @param directory for logs and what workers need
   * @param classPath of the job, which Spark is part of
   * @param environment of the workers, which their executors inherit
   */
  static SparkCluster start(
      Path directory, String classPath, int workers, Map<String, String> environment)
      throws IOException {
    int port = freePort();
    SparkCluster cluster = new SparkCluster(directory, classPath, "spark://127.0.0.1:" + port);
    try {
      cluster.process(
          "master",
          environment,
          "org.apache.spark.deploy.master.Master",
          "--host",
          "127.0.0.1",
          "--port",
          Integer.toString(port),
          "--webui-port",
          "0");
      for (int worker = 0; worker < workers; worker++) {
        cluster.workers.add(cluster.worker("worker-" + worker, environment));
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private SparkCluster(Path directory, String classPath, String master) throws IOException {
    this.directory = directory;
    this.classPath = classPath;
    this.master = master;
    // Executors have what spark.executor.extraClassPath names: an installation's own jars are none.
    Files.createDirectories(directory.resolve("home/jars"));
  }

  /** What to call it in {@code spark.master}. */
  String master() {
    return master;
  }

  /** Kills the executors of one worker and waits for their end; the worker starts others. */
  void killExecutors(int worker) {
    List<ProcessHandle> executors =
        await()
            .atMost(START)
            .until(() -> workers.get(worker).children().toList(), list -> !list.isEmpty());
    executors.forEach(ProcessHandle::destroyForcibly);
    executors.forEach(executor -> executor.onExit().join());
  }

  private Process worker(String name, Map<String, String> environment) throws IOException {
    return process(
        name,
        environment,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "700m",
        "--work-dir",
        directory.resolve(name).toString(),
        "--webui-port",
        "0",
        master);
  }

  private Process process(String name, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ProcessLauncher.sparkOptions());
    command.addAll(List.of("-Xmx200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile());
    builder.environment().putAll(environment);
    builder.environment().put("SPARK_HOME", directory.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    started.push(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (Process process : started) {
      List<ProcessHandle> executors = process.descendants().toList();
      process.destroyForcibly().onExit().join();
      executors.forEach(ProcessHandle::destroyForcibly);
      executors.forEach(executor -> executor.onExit().join());
    }
  }
}

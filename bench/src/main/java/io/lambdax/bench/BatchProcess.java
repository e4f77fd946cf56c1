package io.lambdax.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built batch job as a process of its own, as the controller starts it on one machine, to be
 * run from the project's root.
 *
 * @param heap its heap at most, as -Xmx takes it
 * @param hadoopConfDir HDFS's settings, first on its class path
 * @param log file that what it says is added to
 */
record BatchProcess(String heap, Path hadoopConfDir, Path log) {
  private static final BenchPart JOB =
      new BenchPart("batch-layer/job", "io.lambdax.batch.job.Main", "");

  /** The options that Spark needs, where the controller has them. */
  private static final Path SPARK_OPTIONS =
      Path.of(
          "batch-layer/controller/src/main/resources/io/lambdax/batch/controller/spark-jvm.options");

  private static final int LOOK_MILLIS = 50;

  /**
   * How it went.
   *
   * @param started when
   * @param seconds from the start of the process to its end
   * @param peakMib most memory it had resident, and the processes that it started had, summed up
   */
  record Ended(int exitCode, Instant started, double seconds, long peakMib) {}

  /**
   * Runs it to its end.
   *
   * @param settings system properties: the job's and Spark's
   */
  Ended run(Map<String, String> settings, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Files.readAllLines(SPARK_OPTIONS));
    command.removeIf(String::isBlank);
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", hadoopConfDir + File.pathSeparator + JOB.classPath()));
    command.add(JOB.main());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // It ends with this process, however this one ends.
    builder.environment().put("LAMBDAX_SUPERVISOR_PID", "" + ProcessHandle.current().pid());
    Instant started = Instant.now();
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      long peak = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, resident(process));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Ended(process.exitValue(), started, seconds, peak / 1024);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The peak so far of the process and its children, KiB. */
  private static long resident(Process process) throws IOException {
    long sum = 0;
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    for (ProcessHandle one : all) {
      sum += peak(one.pid());
    }
    return sum;
  }

  /** 0 if it has ended meanwhile. */
  private static long peak(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    List<String> lines;
    try {
      lines = Files.readAllLines(status);
    } catch (IOException e) {
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
        throw e;
      }
      return 0;
    }
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}

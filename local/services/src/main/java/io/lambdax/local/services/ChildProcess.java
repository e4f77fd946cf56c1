package io.lambdax.local.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of ours with its log file, ended in bounded time by {@link #close}. Thread-safe.
 *
 * <p>A program that cannot watch this JVM itself gets a {@linkplain #guarded() guard}: a shell that
 * ends it when this JVM is gone, even by {@code kill -9}.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
  // The guard reads a pipe that nobody writes to: it ends when this JVM does.
  private static final String GUARD =
      "trap '' INT HUP; read -r line; kill -TERM \"$1\" 2>/dev/null";

  private final Spec spec;
  private final Process process;

  /**
   * What to start.
   *
   * @param name for log lines
   * @param command program and arguments; no shell looks at them
   * @param environment added to this JVM's
   * @param log file that standard output and error are appended to
   * @param grace how long it may take to end when asked to
   */
  public record Spec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Duration grace) {
    public Spec {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  private ChildProcess(Spec spec, Process process) {
    this.spec = spec;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @throws ServiceException if the program or its log file is missing or not allowed
   */
  public static ChildProcess start(Spec spec) {
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(spec.command());
      builder.environment().putAll(spec.environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
      Process process = builder.start();
      process.getOutputStream().close();
      return new ChildProcess(spec, process);
    } catch (IOException e) {
      throw new ServiceException("Cannot start " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** Adds the guard. */
  public ChildProcess guarded() {
    List<String> command = List.of("/bin/sh", "-c", GUARD, "guard", Long.toString(pid()));
    try {
      Process guard =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Without this the guard could one day end a stranger that was given the same process id.
      var unused = onExit().thenRun(guard::destroyForcibly);
    } catch (IOException e) {
      close();
      throw new ServiceException("Cannot start the guard of " + spec.name() + ": needs /bin/sh", e);
    }
    return this;
  }

  public String name() {
    return spec.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the process has ended. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The last lines it wrote, at most that many; fewer or none if its log is not readable. */
  public List<String> lastLines(int count) {
    return LogTail.of(spec.log(), count);
  }

  /** The last line it wrote that says something: no blank one, none of a stack trace. */
  public String lastWord() {
    List<String> lines = lastLines(200);
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        return line;
      }
    }
    return "it wrote nothing";
  }

  /** The file it logs to. */
  public Path log() {
    return spec.log();
  }

  /**
   * Asks it to end, waits for the grace, then kills it; what it had started goes the same way after
   * it. Returns at once if it is gone.
   */
  @Override
  public void close() {
    List<ProcessHandle> below = process.descendants().toList();
    closeItself();
    below.forEach(ProcessHandle::destroy);
    for (ProcessHandle child : below) {
      end(child);
    }
  }

  private void end(ProcessHandle child) {
    try {
      child.onExit().get(spec.grace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("Process {} of {} does not stop: killing it", child.pid(), spec.name());
      child.destroyForcibly();
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void closeItself() {
    process.destroy();
    try {
      if (!process.waitFor(spec.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{} did not stop within {}: killing it", spec.name(), spec.grace());
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

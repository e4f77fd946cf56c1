package io.lambdax.local.services;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived the JVM that started it. */
final class MariaDbLeftover {
  private static final Logger log = LoggerFactory.getLogger(MariaDbLeftover.class);

  private MariaDbLeftover() {}

  /** Ends the server of this directory, if one runs; the caller holds the directory's lock. */
  static void end(MariaDbCommand command) throws IOException {
    if (!Files.exists(command.pidFile())) {
      return;
    }
    Optional<ProcessHandle> leftover =
        Optional.of(Files.readString(command.pidFile()).trim())
            .filter(pid -> pid.matches("\\d{1,18}"))
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
            .filter(process -> isServerOf(process, command));
    if (leftover.isPresent()) {
      log.info("Ending MariaDB process {}, left over from an earlier run", leftover.get().pid());
      end(leftover.get());
    }
    Files.deleteIfExists(command.pidFile());
  }

  /** The process id may belong to a stranger by now: the command line tells. */
  private static boolean isServerOf(ProcessHandle process, MariaDbCommand command) {
    return process
        .info()
        .arguments()
        .map(arguments -> Arrays.asList(arguments).contains(command.mark()))
        .orElse(false);
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("MariaDB process {} does not stop: killing it", process.pid());
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("Interrupted while an earlier MariaDB stops", e);
    }
  }
}

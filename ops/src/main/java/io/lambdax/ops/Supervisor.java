package io.lambdax.ops;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this JVM when the process that started it is gone, however that one ended: on one machine a
 * killed launcher leaves nothing behind.
 */
public final class Supervisor {
  /** Environment variable with the process id to watch; unset: no supervisor. */
  public static final String PID = "LAMBDAX_SUPERVISOR_PID";

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final long GRACE_SECONDS = 15;

  private Supervisor() {}

  /** Starts to watch if {@value #PID} is set. Call it first thing in {@code main}. */
  public static void watch() {
    Optional.ofNullable(System.getenv(PID))
        .filter(pid -> !pid.isBlank())
        .ifPresent(Supervisor::watch);
  }

  private static void watch(String pid) {
    Optional<ProcessHandle> supervisor;
    try {
      supervisor = ProcessHandle.of(Long.parseLong(pid.trim()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PID + "='" + pid + "' is not a process id", e);
    }
    Thread thread = new Thread(() -> await(pid, supervisor), "supervisor-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(String pid, Optional<ProcessHandle> supervisor) {
    // A ProcessHandle remembers the start time: a later process of the same id is not mistaken.
    supervisor.ifPresent(process -> process.onExit().join());
    log.warn("The launcher (process {}) is gone: stopping", pid);
    Thread last = new Thread(Supervisor::haltLater, "supervisor-halt");
    last.setDaemon(true);
    last.start();
    Runtime.getRuntime().exit(143);
  }

  /** An orderly end that hangs on a neighbour that is gone too must not keep the process. */
  private static void haltLater() {
    try {
      TimeUnit.SECONDS.sleep(GRACE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(143);
  }
}

package io.lambdax.serving;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.lambdax.ops.Supervisor;
import java.io.UncheckedIOException;
import java.time.Clock;

/** Starts the API as a process of its own; SIGTERM stops it in order. */
public final class Main {
  private Main() {}

  /**
   * Takes no arguments: see {@code reference.conf}. Exit code 1 with one line if it cannot start.
   */
  public static void main(String[] args) {
    System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
    Supervisor.watch();
    try {
      Serving serving = Serving.start(ConfigFactory.load(), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "serving-stop"));
    } catch (ConfigException | IllegalArgumentException | UncheckedIOException e) {
      fail(e.getMessage());
    }
  }

  private static void fail(String why) {
    System.err.println("lambdax-serving-api cannot start: " + why);
    System.exit(1);
  }
}

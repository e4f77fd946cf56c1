package io.lambdax.local;

import io.lambdax.local.services.ServiceException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts Lambdax on this machine; {@code run_local.sh} builds it first, then comes here. */
@Command(
    name = "run_local.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs Lambdax on this machine, with all it needs, until Ctrl-C.")
public final class Main implements Callable<Integer> {
  @Option(names = "--once", description = "Print one real correlation as a JSON line, then stop.")
  private boolean once;

  @Option(names = "--fresh", description = "Forget what the data directory holds.")
  private boolean fresh;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
  private Path dataDirectory;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the API and the page (default: ${DEFAULT-VALUE}; 0 = any free one).")
  private int port;

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "The sources to import (default: the bundled sample).")
  private Path sources;

  /** Exit code 0: done, or stopped by a signal; 1: it could not, one line says why; 2: usage. */
  public static void main(String[] args) {
    // Infinispan would otherwise find a logging library of its own choice.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    try {
      Options options =
          new Options(
              Path.of(System.getProperty("lambdax.root", ".")).toAbsolutePath().normalize(),
              once,
              fresh,
              dataDirectory,
              port,
              Optional.ofNullable(sources));
      new Launcher(options, new Progress(System.out, System.nanoTime())).run();
      return 0;
    } catch (LaunchException | ServiceException e) {
      System.err.println("lambdax: " + e.getMessage());
      return 1;
    }
  }
}

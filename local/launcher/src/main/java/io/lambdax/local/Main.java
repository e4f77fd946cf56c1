package io.lambdax.local;

import io.lambdax.local.services.ServiceException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Starts Lambdax on this machine; {@code run_local.sh} builds it first, then comes here. */
@Command(
    name = "run_local.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs Lambdax on this machine, with all it needs, until Ctrl-C.",
      "The next start on the same data directory goes on where this one was."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or --once answered",
      "1:it could not start or go on; one line says why",
      "2:the command line is wrong",
      "130:stopped by Ctrl-C, in order (143: by SIGTERM)"
    },
    subcommands = ExecCommand.class,
    commandListHeading = "%nCommands:%n")
public final class Main implements Callable<Integer> {
  @Option(names = "--once", description = "Print one real correlation as a JSON line, then stop.")
  private boolean once;

  @Option(names = "--fresh", description = "Forget what the data directory holds.")
  private boolean fresh;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      scope = ScopeType.INHERIT,
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

  /** Runs the command; {@code --help} says what the exit codes mean. */
  public static void main(String[] args) {
    // Infinispan would otherwise find a logging library of its own choice.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    CommandLine command = new CommandLine(new Main());
    // What follows the part's name is the part's.
    command.getSubcommands().get("exec").setStopAtPositional(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() {
    return orOneLine(
        () -> {
          Options options =
              new Options(root(), once, fresh, dataDirectory, port, Optional.ofNullable(sources));
          new Launcher(options, new Progress(System.out, System.nanoTime())).run();
          return 0;
        });
  }

  /** Where Lambdax is built: the directory of run_local.sh. */
  static Path root() {
    return Path.of(System.getProperty("lambdax.root", ".")).toAbsolutePath().normalize();
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  /** Does the work; what the user can do something about ends in one line, not in a stack trace. */
  int orOneLine(Callable<Integer> work) {
    try {
      return work.call();
    } catch (LaunchException | ServiceException e) {
      System.err.println("lambdax: " + e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

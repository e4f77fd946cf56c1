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
      "2:the command line or the sources file is wrong",
      "130:stopped by Ctrl-C, in order (143: by SIGTERM)"
    },
    subcommands = ExecCommand.class,
    commandListHeading = "%nCommands:%n")
public final class Main implements Callable<Integer> {
  private static final String REPLAYED = "data-replay";

  @Option(
      names = "--once",
      description = {
        "Print one real correlation as a JSON line, then stop;",
        "the stages go to standard error."
      })
  private boolean once;

  @Option(names = "--fresh", description = "Forget what the data directory holds.")
  private boolean fresh;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where everything is kept (default: data).")
  private Path dataDirectory;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the API and the page (default: ${DEFAULT-VALUE}; 0 = any free one).")
  private int port;

  @Option(
      names = "--least-free-mib",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "What must be free on the disk of the data directory (default: ${DEFAULT-VALUE}).")
  private long leastFreeMib;

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "The sources to import (default: the bundled sample).")
  private Path sources;

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description = {
        "Once ready, import the dated files of that directory one after another, to watch it live:",
        "as the one source of dated files in --sources, or as ECDC's, beside the sample's DAX.",
        "Then the data directory is " + REPLAYED + " unless --data-dir says otherwise."
      })
  private Path replay;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "With --replay: from one file to the next (default: 2s).")
  private String every;

  /** Runs the command; {@code --help} says what the exit codes mean. */
  public static void main(String[] args) {
    // Infinispan would otherwise find a logging library of its own choice.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    // Kafka brings Log4j, which complains on the terminal when it is loaded while all is stopped.
    System.setProperty("log4j.shutdownHookEnabled", "false");
    CommandLine command = new CommandLine(new Main());
    // What follows the part's name is the part's.
    command.getSubcommands().get("exec").setStopAtPositional(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() {
    return orLines(
        () -> {
          Options options =
              new Options(
                  root(),
                  once,
                  fresh,
                  dataDirectory(),
                  leastFreeMib,
                  port,
                  Optional.ofNullable(sources),
                  replayed());
          // Standard output belongs to what was asked for.
          Progress progress = new Progress(once ? System.err : System.out, System.nanoTime());
          new Launcher(options, progress).run().ifPresent(System.out::println);
          return 0;
        });
  }

  /** Where Lambdax is built: the directory of run_local.sh. */
  static Path root() {
    return Path.of(System.getProperty("lambdax.root", ".")).toAbsolutePath().normalize();
  }

  /** The sample and a replay would claim the same series: they are kept apart. */
  Path dataDirectory() {
    return dataDirectory != null ? dataDirectory : Path.of(replay == null ? "data" : REPLAYED);
  }

  private Optional<Replayed> replayed() {
    if (replay != null) {
      return Optional.of(new Replayed(replay, Optional.ofNullable(every).orElse("2s")));
    }
    if (every != null) {
      throw LaunchException.usage("--every " + every + " is of use with --replay DIR alone");
    }
    return Optional.empty();
  }

  /** Does the work; what the user can do something about ends in lines, not in a stack trace. */
  int orLines(Callable<Integer> work) {
    try {
      return work.call();
    } catch (LaunchException e) {
      return say(e, e.exitCode());
    } catch (ServiceException e) {
      return say(e, 1);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int say(Exception e, int exitCode) {
    e.getMessage().lines().forEach(line -> System.err.println("lambdax: " + line));
    return exitCode;
  }
}

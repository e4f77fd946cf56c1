package io.lambdax.local;

import io.lambdax.local.services.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A part's own commands, on the Lambdax that runs here. */
@Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs a command of a part on the Lambdax that runs on the data directory, such as"
            + " \"exec importer check FILE\"; ends with that command's exit code.")
final class ExecCommand implements Callable<Integer> {
  /** What a part answers without any service. */
  private static final Set<String> NEED_NO_SERVICE =
      Set.of("sources", "--help", "-h", "--version", "-V");

  /** The parts that have commands. */
  enum Commanded {
    importer(Part.IMPORTER),
    controller(Part.CONTROLLER);

    private final Part part;

    Commanded(Part part) {
      this.part = part;
    }
  }

  @ParentCommand private Main main;

  @Parameters(index = "0", paramLabel = "PART", description = "${COMPLETION-CANDIDATES}")
  private Commanded commanded;

  @Parameters(
      index = "1..*",
      paramLabel = "ARG",
      description = "What to tell it; --help lists what it can do.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    return main.orLines(this::run);
  }

  private int run() throws IOException, InterruptedException {
    boolean needsNone = !arguments.isEmpty() && NEED_NO_SERVICE.contains(arguments.get(0));
    Map<String, String> environment = needsNone ? Map.of() : environment();
    ProcessBuilder command =
        new ProcessBuilder(commanded.part.command(Main.root(), arguments)).inheritIO();
    command.environment().putAll(environment);
    command.environment().put("LAMBDAX_HTTP_PORT", "0");
    command
        .environment()
        .put("LAMBDAX_SUPERVISOR_PID", Long.toString(ProcessHandle.current().pid()));
    Process process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop"));
    return process.waitFor();
  }

  private Map<String, String> environment() {
    Path directory = main.dataDirectory().toAbsolutePath().normalize();
    Path file = EnvironmentFile.in(directory);
    if (!Files.exists(file) || !inUse(directory)) {
      throw new LaunchException(
          "No Lambdax runs on %s: start one with run_local.sh, or name its directory with --data-dir"
              .formatted(directory));
    }
    return EnvironmentFile.read(file);
  }

  /** The file of one that was killed is still there, its lock is not. */
  private static boolean inUse(Path directory) {
    Optional<DirectoryLock> lock = DirectoryLock.tryTake(directory);
    lock.ifPresent(DirectoryLock::close);
    return lock.isEmpty();
  }
}

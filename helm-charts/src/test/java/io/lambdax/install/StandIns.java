package io.lambdax.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * minikube, kubectl, helm and mvn as a script finds them on PATH: each writes its call down and
 * answers like a small cluster. No cluster can be had in a test.
 */
final class StandIns {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> TOOLS = List.of("minikube", "kubectl", "helm", "mvn");

  private final Path directory;
  private final Path calls;
  private final Map<String, String> environment = new HashMap<>();

  StandIns(Path directory) throws IOException {
    this.directory = directory;
    this.calls = directory.resolve("calls");
    Path bin = Files.createDirectories(directory.resolve("bin"));
    try (InputStream script = StandIns.class.getResourceAsStream("stand-in.sh")) {
      byte[] bytes = script.readAllBytes();
      for (String tool : TOOLS) {
        Path file = Files.write(bin.resolve(tool), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("STAND_IN_ROOT", ROOT.toString());
    environment.put("STAND_IN_CALLS", calls.toString());
  }

  /** What the cluster has already, such as {@code namespace} or {@code strimzi-crd}. */
  StandIns having(String... things) {
    return with("STAND_IN_HAS", String.join(",", things));
  }

  /** The call that fits this regular expression fails. */
  StandIns failingAt(String call) {
    return with("STAND_IN_FAIL", call);
  }

  StandIns with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Takes a tool off PATH, wherever else it is. */
  StandIns without(String tool) throws IOException {
    Path bin = directory.resolve("bin");
    Files.delete(bin.resolve(tool));
    for (String needed : List.of("bash", "sed", "sort", "head", "git", "date", "awk", "tail")) {
      Files.createSymbolicLink(bin.resolve(needed), onPath(needed));
    }
    for (String needed : List.of("basename", "dirname", "grep", "env", "cat")) {
      Files.createSymbolicLink(bin.resolve(needed), onPath(needed));
    }
    return with("PATH", bin.toString());
  }

  private static Path onPath(String tool) {
    for (String place : System.getenv("PATH").split(":")) {
      Path file = Path.of(place, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IllegalStateException("no " + tool + " on PATH");
  }

  /** What a script did: its exit code, all it said, and the calls of tools that changed things. */
  record End(int code, String said, List<String> calls) {
    /** Calls that are more than a question. */
    List<String> changes() {
      return calls.stream().filter(call -> !isQuestion(call)).toList();
    }

    private static boolean isQuestion(String call) {
      return !call.contains(" rollout ")
          && call.matches(
              "(kubectl|helm|minikube).* (version|get|status|show|config|logs|image ls)( .*|$)");
    }
  }

  /** Runs a script of the project's root to its end; answers what it asks with that line. */
  End run(String script, String answer, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", ROOT.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Path said = directory.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    try {
      Files.deleteIfExists(calls);
      Path in = Files.writeString(directory.resolve("answer"), answer + "\n");
      int code = builder.redirectInput(in.toFile()).start().waitFor();
      List<String> made = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
      return new End(code, Files.readString(said), made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path root() {
    return ROOT;
  }
}

package io.lambdax.importer;

import io.lambdax.importer.command.CommandLines;
import io.lambdax.ops.Supervisor;

/** Starts the importer; {@code --help} says how. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] args) {
    Supervisor.watch();
    System.exit(CommandLines.run(args));
  }
}

package io.lambdax.importer.command;

/** How a command ends, for scripts. */
final class ExitCode {
  static final int OK = 0;

  /** A source failed, or a file was refused or is held; the others were imported. */
  static final int INCOMPLETE = 1;

  /** The command line or a setting is wrong. */
  static final int USAGE = 2;

  /** The lake cannot be reached or written; nothing was imported. */
  static final int NO_LAKE = 3;

  /** All is in the lake, but not yet in Kafka; the next pass publishes it. */
  static final int NOT_PUBLISHED = 4;

  private ExitCode() {}
}

package io.lambdax.local;

/** Lambdax cannot go on; each line of the message is a line that the user sees. */
final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final int exitCode;

  private LaunchException(String message, Throwable cause, int exitCode) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  LaunchException(String message) {
    this(message, null, FAILED);
  }

  LaunchException(String message, Throwable cause) {
    this(message, cause, FAILED);
  }

  /** What was asked for is wrong, not what was met while doing it. */
  static LaunchException usage(String message) {
    return new LaunchException(message, null, USAGE);
  }

  int exitCode() {
    return exitCode;
  }
}

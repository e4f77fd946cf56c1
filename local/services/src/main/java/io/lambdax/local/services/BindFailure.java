package io.lambdax.local.services;

import java.net.BindException;

/** Tells a port that was taken from any other failure. */
final class BindFailure {
  private BindFailure() {}

  /** Whether the exception, or one that caused it, says that a port could not be bound. */
  static boolean in(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("failed to bind")) {
        return true;
      }
    }
    return false;
  }
}

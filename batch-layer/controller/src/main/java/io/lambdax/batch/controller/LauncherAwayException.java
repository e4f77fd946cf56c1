package io.lambdax.batch.controller;

import java.io.IOException;

/** Who starts drivers is away or not able to just now: worth trying for as long as it takes. */
public final class LauncherAwayException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says who is away and what to do. */
  public LauncherAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}

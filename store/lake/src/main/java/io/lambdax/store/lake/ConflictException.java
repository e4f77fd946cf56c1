package io.lambdax.store.lake;

/** Somebody else committed facts since the difference was made: make it again. */
public final class ConflictException extends Exception {
  private static final long serialVersionUID = 1;

  ConflictException(String importId, Head head, Throwable cause) {
    super(
        "facts were committed after version "
            + head.version()
            + ": import "
            + importId
            + " must be compared again",
        cause);
  }
}

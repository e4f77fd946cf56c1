package io.lambdax.speed;

/** A topic's settings would lose what the speed layer needs; the message says how to mend it. */
final class UnfitTopicException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitTopicException(String message) {
    super(message, null, false, false);
  }
}

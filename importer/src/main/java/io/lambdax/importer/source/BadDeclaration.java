package io.lambdax.importer.source;

/** A sources file that cannot be taken; the message names source, key, value and the remedy. */
public final class BadDeclaration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and what would be right. */
  public BadDeclaration(String message) {
    super(message);
  }
}

package io.lambdax.importer.format;

/**
 * A whole file that cannot be taken; the message names file, line, column, value and what would be
 * right.
 */
public final class RefusedFile extends Exception {
  private static final long serialVersionUID = 1;

  /** Refused for that reason. */
  public RefusedFile(String message) {
    super(message);
  }
}

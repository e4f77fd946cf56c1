package io.lambdax.importer.format;

/**
 * A whole file that cannot be taken; the message names file, line, column, value and what would be
 * right.
 */
public final class RefusedFile extends Exception {
  private static final long serialVersionUID = 1;

  private final long rows;

  /** Refused for that reason, before its rows could be told. */
  public RefusedFile(String message) {
    this(message, 0);
  }

  /** Refused for that reason with so many rows, broken or not. */
  RefusedFile(String message, long rows) {
    super(message);
    this.rows = rows;
  }

  /** How many rows are refused with it; 0 if that could not be told. */
  public long rows() {
    return rows;
  }
}

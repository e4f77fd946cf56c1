package io.lambdax.importer.format;

/**
 * A cell, or a row, that a file states but that is not taken: where, what, and why. Line from 1.
 */
public record Reject(long line, String column, String value, String reason) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ", '" + value + "': " + reason;
  }
}

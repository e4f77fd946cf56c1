package io.lambdax.importer.format;

import java.util.List;

/**
 * A whole file that cannot be taken; the message names file, line, column, value and what would be
 * right.
 */
public final class RefusedFile extends Exception {
  private static final long serialVersionUID = 1;

  /** As many broken rows as anybody would look at. */
  private static final int KEPT = 1000;

  private final long rows;
  private final long rejected;
  private final transient List<Reject> rejects;

  /** Refused for that reason, before its rows could be told. */
  public RefusedFile(String message) {
    this(message, 0, List.of());
  }

  /** Refused for these of so many rows. */
  RefusedFile(String message, long rows, List<Reject> rejects) {
    super(message);
    this.rows = rows;
    this.rejected = rejects.size();
    this.rejects = List.copyOf(rejects.subList(0, Math.min(KEPT, rejects.size())));
  }

  /** How many rows are refused with it; 0 if that could not be told. */
  public long rows() {
    return rows;
  }

  /** How many cells and rows are broken. */
  public long rejected() {
    return rejected;
  }

  /** What is broken, the first 1,000 of it. */
  public List<Reject> rejects() {
    return rejects;
  }
}

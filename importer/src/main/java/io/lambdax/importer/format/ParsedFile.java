package io.lambdax.importer.format;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;
import java.util.List;

/**
 * What a file states.
 *
 * @param observations at most one a series and day
 * @param rows lines after the header, rejected ones included
 * @param endsInCompleteLine false if the last line is cut off, as far as that can be seen
 * @param unreadable what rejected rows were about
 */
public record ParsedFile(
    List<Observation> observations,
    List<Reject> rejects,
    long rows,
    boolean endsInCompleteLine,
    Unreadable unreadable) {
  /** Keeps copies. */
  public ParsedFile {
    observations = List.copyOf(observations);
    rejects = List.copyOf(rejects);
  }

  /** A file of which every rejected row said nothing. */
  public ParsedFile(
      List<Observation> observations, List<Reject> rejects, long rows, boolean endsInCompleteLine) {
    this(observations, rejects, rows, endsInCompleteLine, Unreadable.NOTHING);
  }

  /**
   * Whether the absence of a value from this (full) file means that it was withdrawn. Not so where
   * a rejected row may have held it: a misprint is no withdrawal.
   */
  public boolean mayWithdraw(SeriesId series, LocalDate date) {
    return !unreadable.covers(series, date);
  }
}

package io.lambdax.store.view;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;

/**
 * A series of a view, without its values.
 *
 * @param id its name
 * @param source where it comes from
 * @param firstDay first day with a value
 * @param lastDay last day with a value
 * @param days how many days have a value, at least 1
 */
public record SeriesEntry(
    SeriesId id, String source, LocalDate firstDay, LocalDate lastDay, int days) {

  /** Checks that the days make sense. */
  public SeriesEntry {
    if (days < 1 || lastDay.isBefore(firstDay)) {
      throw new IllegalArgumentException(
          id
              + " has "
              + days
              + " days from "
              + firstDay
              + " to "
              + lastDay
              + ": expected at least one");
    }
  }
}

package io.lambdax.store.lake;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * What an import adds to one day of one series.
 *
 * @param value finite; empty withdraws the day's value
 */
public record Change(SeriesId series, LocalDate date, OptionalDouble value) {
  /** By series, then date: the order facts are stored in. */
  static Comparator<Change> order() {
    return Comparator.comparing((Change c) -> c.series().toString()).thenComparing(Change::date);
  }
}

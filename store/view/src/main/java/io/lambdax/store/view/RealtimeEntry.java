package io.lambdax.store.view;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A series of the realtime view, without its values.
 *
 * @param version of its newest fact
 * @param checksum CRC-32 of the packed values: a fact that comes late may change them and not the
 *     version
 * @param firstDay first day with a value; empty if every value was withdrawn
 * @param lastDay last day with a value; empty if every value was withdrawn
 * @param days how many days have a value
 */
public record RealtimeEntry(
    SeriesId id,
    long version,
    long checksum,
    String source,
    Optional<LocalDate> firstDay,
    Optional<LocalDate> lastDay,
    int days) {

  /** The series as a list of series tells it; empty if every value was withdrawn. */
  public Optional<SeriesEntry> entry() {
    return firstDay.flatMap(
        first -> lastDay.map(last -> new SeriesEntry(id, source, first, last, days)));
  }
}

package io.lambdax.importer.format;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What rejected rows were about, as far as they could be read.
 *
 * @param anything some row could not even be told which series it was of
 * @param series those of rows whose date could not be read
 * @param days those of rows whose value could not be read
 */
public record Unreadable(
    boolean anything, Set<SeriesId> series, Map<SeriesId, Set<LocalDate>> days) {
  /** Every row was read. */
  public static final Unreadable NOTHING = new Unreadable(false, Set.of(), Map.of());

  /** Copies. */
  public Unreadable {
    series = Set.copyOf(series);
    days = Map.copyOf(days);
  }

  /** Whether a rejected row may have held that value. */
  public boolean covers(SeriesId id, LocalDate date) {
    return anything || series.contains(id) || days.getOrDefault(id, Set.of()).contains(date);
  }
}

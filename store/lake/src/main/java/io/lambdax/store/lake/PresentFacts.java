package io.lambdax.store.lake;

import io.lambdax.core.series.SeriesId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/**
 * What is known of one source: the newest fact of every (series, date), withdrawn ones too.
 * Immutable once read.
 */
public final class PresentFacts {
  /**
   * The newest fact of a day.
   *
   * @param value empty if it was withdrawn
   * @param observedAt when that was published
   */
  public record Known(OptionalDouble value, long version, Instant observedAt) {}

  private final Map<SeriesId, Map<LocalDate, Known>> known = new HashMap<>();
  private long present;

  PresentFacts() {}

  /** These facts. */
  public static PresentFacts of(Map<SeriesId, Map<LocalDate, Known>> newest) {
    PresentFacts facts = new PresentFacts();
    newest.forEach((series, days) -> days.forEach((date, fact) -> facts.put(series, date, fact)));
    return facts;
  }

  void put(SeriesId series, LocalDate date, Known fact) {
    Map<LocalDate, Known> days = known.computeIfAbsent(series, s -> new HashMap<>());
    Known before = days.get(date);
    if (before == null || before.version() < fact.version()) {
      days.put(date, fact);
      present += count(Optional.of(fact)) - count(Optional.ofNullable(before));
    }
  }

  private static int count(Optional<Known> fact) {
    return fact.isPresent() && fact.get().value().isPresent() ? 1 : 0;
  }

  /** The newest fact of a day, if there ever was one. */
  public Optional<Known> get(SeriesId series, LocalDate date) {
    return Optional.ofNullable(known.getOrDefault(series, Map.of()).get(date));
  }

  /** Whether the source ever stated anything about a series. */
  public boolean holds(SeriesId series) {
    return known.containsKey(series);
  }

  /** The newest version in which the source stated anything about a series, 0 if it never did. */
  public long newest(SeriesId series) {
    return known.getOrDefault(series, Map.of()).values().stream()
        .mapToLong(Known::version)
        .max()
        .orElse(0);
  }

  /** How many days have a value. */
  public long present() {
    return present;
  }

  /** How many days of a series have a value. */
  public long present(SeriesId series) {
    return known.getOrDefault(series, Map.of()).values().stream()
        .filter(k -> k.value().isPresent())
        .count();
  }

  /** Visits every day that has a value, in no order. */
  public void forEachPresent(BiConsumer<SeriesId, LocalDate> visitor) {
    known.forEach(
        (series, days) ->
            days.forEach(
                (date, fact) -> {
                  if (fact.value().isPresent()) {
                    visitor.accept(series, date);
                  }
                }));
  }
}

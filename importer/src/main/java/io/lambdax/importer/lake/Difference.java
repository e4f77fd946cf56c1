package io.lambdax.importer.lake;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.format.Observation;
import io.lambdax.importer.format.ParsedFile;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.PresentFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a file says that is not known yet.
 *
 * @param changes each (series, date) once
 * @param rewrites by series: values that were present and are revised or withdrawn
 */
public record Difference(List<Change> changes, Counts counts, Map<SeriesId, Long> rewrites) {
  /**
   * Compares a file with what is known of its source. A day on which something newer than this file
   * was published is left as it is. A full file withdraws what it lacks, but nothing that a
   * rejected row of it may have held.
   */
  public static Difference of(
      PresentFacts known, ParsedFile file, boolean full, Instant observedAt) {
    Builder builder = new Builder(known, observedAt);
    file.observations().forEach(builder::state);
    if (full) {
      builder.withdrawOthers(file);
    }
    return new Difference(
        List.copyOf(builder.changes),
        new Counts(builder.added, builder.revised, builder.withdrawn),
        builder.rewrites);
  }

  private static final class Builder {
    private final PresentFacts known;
    private final Instant observedAt;
    private final Map<SeriesId, Set<LocalDate>> stated = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<SeriesId, Long> rewrites = new TreeMap<>();
    private long added;
    private long revised;
    private long withdrawn;

    Builder(PresentFacts known, Instant observedAt) {
      this.known = known;
      this.observedAt = observedAt;
    }

    void state(Observation seen) {
      stated.computeIfAbsent(seen.series(), s -> new HashSet<>()).add(seen.date());
      Optional<PresentFacts.Known> before = known.get(seen.series(), seen.date());
      OptionalDouble value = OptionalDouble.of(seen.value());
      if (before.isPresent() && (same(before.get().value(), value) || isNewer(before.get()))) {
        return;
      }
      if (before.isPresent() && before.get().value().isPresent()) {
        revised++;
        rewrites.merge(seen.series(), 1L, Long::sum);
      } else {
        added++;
      }
      changes.add(new Change(seen.series(), seen.date(), value));
    }

    void withdrawOthers(ParsedFile file) {
      known.forEachPresent(
          (series, date) -> {
            boolean gone = !stated.getOrDefault(series, Set.of()).contains(date);
            if (gone
                && file.mayWithdraw(series, date)
                && !isNewer(known.get(series, date).orElseThrow())) {
              withdrawn++;
              rewrites.merge(series, 1L, Long::sum);
              changes.add(new Change(series, date, OptionalDouble.empty()));
            }
          });
    }

    private boolean isNewer(PresentFacts.Known fact) {
      return fact.observedAt().isAfter(observedAt);
    }

    /** As numbers: -0.0 is 0.0. */
    private static boolean same(OptionalDouble one, OptionalDouble other) {
      return one.isPresent() && one.getAsDouble() == other.getAsDouble();
    }
  }
}

package io.lambdax.importer.publish;

import io.lambdax.core.series.Fact;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.VersionInfo;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What each version added: from the snapshots, or, for those whose snapshot was expired, from the
 * facts themselves, which are read once for all of them.
 */
final class VersionReader {
  private final Lake lake;
  private final SortedMap<Long, VersionInfo> kept;
  private final Map<Long, Counts> counted = new HashMap<>();
  private boolean read;

  VersionReader(Lake lake) {
    this.lake = lake;
    this.kept = lake.versions();
  }

  VersionInfo of(long version, List<Fact> facts) throws IOException {
    VersionInfo info = kept.get(version);
    if (info != null) {
      return info;
    }
    if (!read) {
      count();
      read = true;
    }
    Fact any = facts.get(0);
    return new VersionInfo(
        version,
        any.importId(),
        any.source(),
        counted.get(version),
        facts.stream().map(Fact::date).min(LocalDate::compareTo).orElseThrow(),
        facts.stream().map(Fact::date).max(LocalDate::compareTo).orElseThrow(),
        any.fetchedAt());
  }

  private void count() throws IOException {
    List<Fact> all = new ArrayList<>();
    lake.facts().forEach(all::add);
    all.sort(
        Comparator.comparing((Fact f) -> f.series().toString())
            .thenComparing(Fact::date)
            .thenComparingLong(Fact::version));
    Fact before = null;
    for (Fact fact : all) {
      boolean sameDay =
          before != null
              && before.series().equals(fact.series())
              && before.date().equals(fact.date());
      boolean present = sameDay && before.value().isPresent();
      Counts one =
          fact.value().isEmpty()
              ? new Counts(0, 0, 1)
              : present ? new Counts(0, 1, 0) : new Counts(1, 0, 0);
      counted.merge(fact.version(), one, VersionReader::sum);
      before = fact;
    }
  }

  private static Counts sum(Counts a, Counts b) {
    return new Counts(
        a.added() + b.added(), a.revised() + b.revised(), a.withdrawn() + b.withdrawn());
  }
}

package io.lambdax.importer.lake;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.SeriesClaims;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.PresentFacts;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The series that a file brings to its source. One that has facts of another source is held: which
 * series a long table or a pattern of columns holds is known only now. To accept it is to take the
 * series over.
 */
final class Newcomers {
  private Newcomers() {}

  static Optional<String> clash(
      Lake lake, Head head, Source source, Difference difference, PresentFacts known)
      throws IOException {
    Set<SeriesId> added =
        difference.changes().stream()
            .map(Change::series)
            .distinct()
            .filter(series -> !known.holds(series))
            .collect(Collectors.toSet());
    if (added.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<SeriesId, String> owners = lake.facts().otherSources(added, source.name(), head);
    return owners.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SeriesClaims.clash(
                owners.get(owners.firstKey()),
                source.name(),
                owners.firstKey().toString(),
                owners.size()));
  }
}

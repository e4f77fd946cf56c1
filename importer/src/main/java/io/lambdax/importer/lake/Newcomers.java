package io.lambdax.importer.lake;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.SeriesClaims;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.PresentFacts;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The series that a file would change and that are another source's: the one's whose import was the
 * last to be taken. Such a file is held, be the series new to its source, for which series a long
 * table or a pattern of columns holds is known only now, or taken over since. To accept it is to
 * take the series over.
 */
final class Newcomers {
  private Newcomers() {}

  static Optional<String> clash(
      Lake lake, Head head, Source source, Difference difference, PresentFacts known)
      throws IOException {
    Map<SeriesId, Long> changed = new HashMap<>();
    difference.changes().forEach(c -> changed.computeIfAbsent(c.series(), known::newest));
    SortedMap<SeriesId, String> owners = lake.facts().otherSources(changed, source.name(), head);
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

package io.lambdax.serving.view;

import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.Ranking;
import io.lambdax.store.view.SummaryFilter;
import io.lambdax.store.view.SummaryOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All pairs of a family over both views, ranked as a batch over all facts would rank them.
 * Immutable.
 *
 * @param newer how many are newer than the batch view
 */
record MergedFamily(List<RankedSummary> rows, long newer) {
  private record Pair(SeriesId x, SeriesId y) {
    static Pair of(Summary summary) {
      return new Pair(summary.x(), summary.y());
    }
  }

  MergedFamily {
    rows = List.copyOf(rows);
  }

  /**
   * Lays the realtime view over the batch view.
   *
   * @param there which series have values: the pairs of others are left out
   */
  static MergedFamily of(
      Collection<Summary> batch, Collection<Summary> realtime, Predicate<SeriesId> there) {
    Predicate<Summary> pairThere = row -> there.test(row.x()) && there.test(row.y());
    Map<Pair, Summary> newer = new HashMap<>();
    realtime.stream().filter(pairThere).forEach(row -> newer.put(Pair.of(row), row));
    List<Summary> merged = new ArrayList<>(newer.values());
    batch.stream()
        .filter(pairThere)
        .filter(row -> !newer.containsKey(Pair.of(row)))
        .forEach(merged::add);
    return new MergedFamily(Ranking.of(merged), newer.size());
  }

  TopPairs top(SummaryFilter filter, SummaryOrder order, int limit) {
    return new TopPairs(
        rows.stream().filter(row -> row.q().isPresent()).count(),
        newer,
        true,
        rows.stream()
            .filter(row -> filter.shows(row.summary()))
            .sorted(order.comparator())
            .limit(limit)
            .toList());
  }
}

package io.lambdax.speed;

import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RealtimeSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/** Market and health series of which every pair is to be computed. Immutable. */
record PairBlock(SortedMap<SeriesId, Held> xs, SortedMap<SeriesId, Held> ys) {

  /** How many pairs. */
  int size() {
    return xs.size() * ys.size();
  }

  /** Names every pair. */
  void each(BiConsumer<SeriesId, SeriesId> pair) {
    xs.keySet().forEach(x -> ys.keySet().forEach(y -> pair.accept(x, y)));
  }

  /** The summaries of every pair, one a family. */
  List<RealtimeSummary> compute(CorrelateConfig correlate, Summaries summaries) {
    Map<SeriesId, Series> market = present(xs);
    Map<SeriesId, Series> health = present(ys);
    List<RealtimeSummary> rows = new ArrayList<>(size() * correlate.families().size());
    for (List<Family> some : Family.byTransforms(correlate.families())) {
      List<List<Summary>> computed =
          summaries.of(
              market,
              health,
              some.get(0).xTransform(),
              some.get(0).yTransform(),
              some.stream().map(Family::window).toList(),
              -correlate.maxLag(),
              correlate.maxLag());
      for (int window = 0; window < computed.size(); window++) {
        Family family = some.get(window);
        computed.get(window).forEach(summary -> rows.add(row(family, summary)));
        // A batch leaves out a series without values; here its pairs must be said to be nothing.
        each(
            (x, y) -> {
              if (!market.containsKey(x) || !health.containsKey(y)) {
                rows.add(row(family, nothing(x, y)));
              }
            });
      }
    }
    return rows;
  }

  private static Map<SeriesId, Series> present(SortedMap<SeriesId, Held> all) {
    Map<SeriesId, Series> some = new LinkedHashMap<>();
    all.forEach(
        (id, held) -> {
          if (!held.values().isEmpty()) {
            some.put(id, held.values());
          }
        });
    return some;
  }

  private static Summary nothing(SeriesId x, SeriesId y) {
    return new Summary(x, y, OptionalDouble.empty(), 0, Optional.empty());
  }

  private RealtimeSummary row(Family family, Summary summary) {
    long version = Math.max(xs.get(summary.x()).version(), ys.get(summary.y()).version());
    return new RealtimeSummary(family, version, summary);
  }
}

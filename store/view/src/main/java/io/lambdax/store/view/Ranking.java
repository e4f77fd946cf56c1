package io.lambdax.store.view;

import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Gives every pair of a family its q. Thread-safe. */
public final class Ranking {

  private static final Comparator<Summary> BY_NAME =
      Comparator.comparing(Summary::x).thenComparing(Summary::y);

  private Ranking() {}

  /**
   * Ranks, by Benjamini and Hochberg, over all pairs that have an adjusted p; the others have no q.
   *
   * @return the pairs in the order of x, then y
   */
  public static List<RankedSummary> of(List<Summary> family) {
    List<Summary> ordered = family.stream().sorted(BY_NAME).toList();
    double[] q =
        FalseDiscovery.benjaminiHochberg(
            ordered.stream()
                .map(Ranking::pAdjusted)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    List<RankedSummary> ranked = new ArrayList<>(ordered.size());
    int tested = 0;
    for (Summary summary : ordered) {
      ranked.add(
          new RankedSummary(
              summary,
              pAdjusted(summary).isPresent()
                  ? OptionalDouble.of(q[tested++])
                  : OptionalDouble.empty()));
    }
    return ranked;
  }

  private static OptionalDouble pAdjusted(Summary summary) {
    return summary.best().map(Best::pAdjusted).orElse(OptionalDouble.empty());
  }
}

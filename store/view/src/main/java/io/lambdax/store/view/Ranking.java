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

  /** The so many pairs of largest |r|, ties going to the earlier, in the order they had. */
  public static List<RankedSummary> best(List<RankedSummary> family, int most) {
    if (family.size() <= most) {
      return family;
    }
    double[] sizes = family.stream().mapToDouble(Ranking::size).sorted().toArray();
    double least = sizes[sizes.length - most];
    long ties = most - family.stream().filter(ranked -> size(ranked) > least).count();
    List<RankedSummary> best = new ArrayList<>(most);
    for (RankedSummary ranked : family) {
      double size = size(ranked);
      // Enough of the smallest that are kept, so that none of the larger is crowded out.
      if (size > least || (size == least && ties-- > 0)) {
        best.add(ranked);
      }
    }
    return best;
  }

  private static double size(RankedSummary ranked) {
    return ranked.summary().best().map(best -> Math.abs(best.r())).orElse(-1.0);
  }

  private static OptionalDouble pAdjusted(Summary summary) {
    return summary.best().map(Best::pAdjusted).orElse(OptionalDouble.empty());
  }
}

package io.lambdax.core.correlation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What Kendall's tau is made of, counted in n log n after W. R. Knight, "A Computer Method for
 * Calculating Kendall's Tau with Ungrouped Data", 1966.
 *
 * @param pairs n (n - 1) / 2
 * @param discordant pairs that x and y order differently
 * @param both pairs tied in x and in y
 */
record KendallCounts(int n, long pairs, long discordant, Ties x, Ties y, long both) {
  private static final int EXACT_UP_TO = 33;

  /**
   * Sums over the groups of t equal values: pairs Σ t(t-1)/2, triples Σ t(t-1)(t-2), spread Σ
   * t(t-1)(2t+5).
   */
  record Ties(long pairs, double triples, double spread) {
    /** The ties among values that are in order. */
    static Ties ofSorted(double[] v) {
      long pairs = 0;
      double triples = 0;
      double spread = 0;
      for (int from = 0, to; from < v.length; from = to) {
        to = from + 1;
        while (to < v.length && v[to] == v[from]) {
          to++;
        }
        double t = to - from;
        pairs += (long) (to - from) * (to - from - 1) / 2;
        triples += t * (t - 1) * (t - 2);
        spread += t * (t - 1) * (2 * t + 5);
      }
      return new Ties(pairs, triples, spread);
    }
  }

  static KendallCounts of(double[] x, double[] y) {
    int n = x.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> x[i]).thenComparingDouble(i -> y[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] xs = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
    double[] ys = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
    long both = 0;
    for (int from = 0, to; from < n; from = to) {
      to = from + 1;
      while (to < n && xs[to] == xs[from] && ys[to] == ys[from]) {
        to++;
      }
      both += (long) (to - from) * (to - from - 1) / 2;
    }
    long discordant = sortCountingSwaps(ys, new double[n], 0, n);
    return new KendallCounts(
        n, (long) n * (n - 1) / 2, discordant, Ties.ofSorted(xs), Ties.ofSorted(ys), both);
  }

  private static long sortCountingSwaps(double[] v, double[] spare, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long swaps =
        sortCountingSwaps(v, spare, from, middle) + sortCountingSwaps(v, spare, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to || (left < middle && v[left] <= v[right])) {
        spare[i] = v[left++];
      } else {
        swaps += middle - left;
        spare[i] = v[right++];
      }
    }
    System.arraycopy(spare, from, v, from, to - from);
    return swaps;
  }

  /** Concordant less discordant pairs. */
  private double excess() {
    return pairs - x.pairs() - y.pairs() + both - 2.0 * discordant;
  }

  double tau() {
    return Pearson.clip(
        excess()
            / Math.sqrt((double) (pairs - x.pairs()))
            / Math.sqrt((double) (pairs - y.pairs())));
  }

  double p() {
    long fewer = Math.min(discordant, pairs - discordant);
    if (x.pairs() == 0 && y.pairs() == 0 && (n <= EXACT_UP_TO || fewer <= 1)) {
      return exact(n, fewer);
    }
    double m = n * (n - 1.0);
    double variance =
        (m * (2.0 * n + 5) - x.spread() - y.spread()) / 18
            + 2.0 * x.pairs() * y.pairs() / m
            + x.triples() * y.triples() / (9 * m * (n - 2));
    double z = Math.abs(excess()) / Math.sqrt(variance);
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  /** Twice the share of all orders of n values that have at most so many inversions. */
  private static double exact(int n, long inversions) {
    int most = Math.toIntExact(inversions);
    double[] share = new double[most + 1];
    share[0] = 1;
    for (int size = 2; size <= n; size++) {
      double[] next = new double[most + 1];
      double sum = 0;
      for (int k = 0; k <= most; k++) {
        sum += share[k] - (k >= size ? share[k - size] : 0);
        next[k] = sum / size;
      }
      share = next;
    }
    return Math.min(1, 2 * Arrays.stream(share).sum());
  }
}

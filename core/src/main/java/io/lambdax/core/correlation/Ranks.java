package io.lambdax.core.correlation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Average ranks. */
final class Ranks {
  private Ranks() {}

  /** The rank of each value from 1; equal values share the mean of the ranks they take. */
  static double[] of(double[] v) {
    int[] order =
        IntStream.range(0, v.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> v[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[v.length];
    for (int from = 0, to; from < v.length; from = to) {
      to = from + 1;
      while (to < v.length && v[order[to]] == v[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
    }
    return ranks;
  }
}

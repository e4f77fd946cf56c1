package io.lambdax.core.question;

import io.lambdax.core.transform.Transformed;
import java.util.Arrays;

/**
 * The days on which both sides have a value, in order.
 *
 * @param days of x, since 1970-01-01
 * @param x values of x; as long as days, as are all others
 * @param y values of y, lag days earlier
 * @param xRanks what rank correlations take for x
 * @param yRanks what rank correlations take for y
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns that nobody compares
public record Matched(int[] days, double[] x, double[] y, double[] xRanks, double[] yRanks) {
  /** Matches x on day d, first ≤ d ≤ last, with y on day d - lag. */
  static Matched of(Transformed x, Transformed y, int lag, Range.Days range) {
    int from = x.values().indexFrom(range.first());
    int to =
        range.last() == Integer.MAX_VALUE
            ? x.values().size()
            : x.values().indexFrom(range.last() + 1);
    int capacity = Math.max(0, to - from);
    int[] days = new int[capacity];
    double[][] v = new double[4][capacity];
    int n = 0;
    int j = 0;
    for (int i = from; i < to; i++) {
      int day = x.values().day(i) - lag;
      while (j < y.values().size() && y.values().day(j) < day) {
        j++;
      }
      if (j < y.values().size() && y.values().day(j) == day) {
        days[n] = x.values().day(i);
        v[0][n] = x.values().value(i);
        v[1][n] = y.values().value(j);
        v[2][n] = x.ranks().value(i);
        v[3][n++] = y.ranks().value(j);
      }
    }
    return new Matched(
        Arrays.copyOf(days, n),
        Arrays.copyOf(v[0], n),
        Arrays.copyOf(v[1], n),
        Arrays.copyOf(v[2], n),
        Arrays.copyOf(v[3], n));
  }

  /** How many days match. */
  public int n() {
    return days.length;
  }
}

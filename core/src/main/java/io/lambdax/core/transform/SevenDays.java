package io.lambdax.core.transform;

import io.lambdax.core.series.Series;

/**
 * Sum and count of the values in the 7 calendar days up to each day, from the series' first day to
 * its last. Each sum is taken afresh: a running sum would carry the rounding of one day into all
 * later ones.
 */
final class SevenDays {
  private static final int DAYS = 7;
  private static final int LEAST = 4;

  private final int first;
  private final double[] sum;
  private final int[] count;

  private SevenDays(int first, double[] sum, int[] count) {
    this.first = first;
    this.sum = sum;
    this.count = count;
  }

  static SevenDays of(Series s) {
    int span = s.isEmpty() ? 0 : s.lastDay() - s.firstDay() + 1;
    double[] sum = new double[span];
    int[] count = new int[span];
    int oldest = 0;
    int next = 0;
    for (int d = 0; d < span; d++) {
      while (next < s.size() && s.day(next) - s.firstDay() <= d) {
        next++;
      }
      while (s.day(oldest) - s.firstDay() <= d - DAYS) {
        oldest++;
      }
      for (int i = oldest; i < next; i++) {
        sum[d] += s.value(i);
      }
      count[d] = next - oldest;
    }
    return new SevenDays(s.isEmpty() ? 0 : s.firstDay(), sum, count);
  }

  Series average() {
    Defined out = new Defined(sum.length);
    for (int d = 0; d < sum.length; d++) {
      out.add(first + d, count[d] < LEAST ? Double.NaN : sum[d] / count[d]);
    }
    return out.series();
  }

  /** The ratio of the average to that of 7 days earlier, before its logarithm is taken. */
  Series growth() {
    Defined out = new Defined(sum.length);
    for (int d = DAYS; d < sum.length; d++) {
      boolean defined =
          count[d] >= LEAST && count[d - DAYS] >= LEAST && sum[d] > 0 && sum[d - DAYS] > 0;
      out.add(
          first + d,
          defined ? (sum[d] * count[d - DAYS]) / (sum[d - DAYS] * count[d]) : Double.NaN);
    }
    return out.series();
  }
}

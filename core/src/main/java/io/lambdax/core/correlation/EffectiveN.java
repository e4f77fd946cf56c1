package io.lambdax.core.correlation;

import java.util.Arrays;

/**
 * How many independent pairs a correlation of two autocorrelated series is worth: B. J. Pyper and
 * R. M. Peterman, "Comparison of methods to account for autocorrelation in correlation analyses of
 * fish data", Can. J. Fish. Aquat. Sci. 55, 1998, eq. 1: 1/N* = 1/N + 2/N · Σ k=1..⌊N/4⌋ (N-k)/N ·
 * rx(k) · ry(k), with biased autocorrelations.
 */
public final class EffectiveN {
  /** Lags that are summed side by side. */
  private static final int SIDE = 8;

  private EffectiveN() {}

  /**
   * N*, at least 2 and at most N.
   *
   * @param x paired values in order of their days, not constant
   */
  public static double of(double[] x, double[] y) {
    int n = x.length;
    double[] a = Pearson.centred(x);
    double[] b = Pearson.centred(y);
    double[] ofA = products(a);
    double[] ofB = products(b);
    double scale = ofA[0] * ofB[0];
    double sum = 0;
    for (int k = 1; k <= n / 4; k++) {
      sum += (double) (n - k) / n * (ofA[k] * ofB[k] / scale);
    }
    double inverse = 1.0 / n + 2.0 / n * sum;
    return inverse <= 1.0 / n ? n : Math.max(1 / inverse, 2);
  }

  /**
   * The sums of products of values so many days apart, for lags 0 to n/4 at least. Eight lags are
   * summed side by side, so that the processor has eight sums that do not wait for each other; each
   * is added up in the order in which it would be alone.
   */
  private static double[] products(double[] v) {
    int lags = v.length / 4 + 1;
    double[] sums = new double[(lags + SIDE - 1) / SIDE * SIDE];
    // Behind the last value there are zeros, which add nothing.
    double[] padded = Arrays.copyOf(v, v.length + SIDE);
    for (int lag = 0; lag < lags; lag += SIDE) {
      sum(padded, v.length - lag, lag, sums);
    }
    return sums;
  }

  private static void sum(double[] v, int n, int lag, double[] sums) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < n; i++) {
      double a = v[i];
      int at = i + lag;
      s0 += a * v[at];
      s1 += a * v[at + 1];
      s2 += a * v[at + 2];
      s3 += a * v[at + 3];
      s4 += a * v[at + 4];
      s5 += a * v[at + 5];
      s6 += a * v[at + 6];
      s7 += a * v[at + 7];
    }
    sums[lag] = s0;
    sums[lag + 1] = s1;
    sums[lag + 2] = s2;
    sums[lag + 3] = s3;
    sums[lag + 4] = s4;
    sums[lag + 5] = s5;
    sums[lag + 6] = s6;
    sums[lag + 7] = s7;
  }
}

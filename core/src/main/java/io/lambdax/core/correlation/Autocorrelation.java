package io.lambdax.core.correlation;

import java.util.Arrays;

/**
 * Sums of products of values with those so many places behind, for 0 to ⌊n/4⌋ places: summed one by
 * one, or of many values round a circle by {@link Fourier}, less what meets across its seam.
 */
final class Autocorrelation {
  /** Lags that are summed side by side. */
  private static final int LANES = 8;

  /** What a step of the transform takes, by measurement, in multiplications of plain sums. */
  private static final double STEP = 4.4;

  private Autocorrelation() {}

  /** Which of the ways is the faster depends on n alone, so that the same values give the same. */
  static double[] products(double[] v) {
    int n = v.length;
    int circle = Math.max(4, Integer.highestOneBit(Math.max(1, n - 1)) * 2);
    double seam = Math.max(0, n - circle + n / 4.0);
    double round = STEP * circle * Integer.numberOfTrailingZeros(circle) + seam * seam / 2;
    return round < n * (n / 4.0) * 7 / 8 ? round(v, circle) : plain(v, 0, n / 4 + 1);
  }

  /** For values less than a circle of so many places, a power of two and at least 4. */
  static double[] round(double[] v, int circle) {
    double[] out = new double[v.length / 4 + 1];
    Fourier.of(circle).circular(v, out);
    // What is k places behind the one way round is circle - k places before the other way.
    int first = circle - out.length + 1;
    if (first < v.length) {
      double[] seam = plain(v, first, v.length - first);
      for (int i = 0; i < seam.length; i++) {
        out[circle - first - i] -= seam[i];
      }
    }
    return out;
  }

  /**
   * Eight lags are summed side by side, so that the processor has eight sums that do not wait for
   * each other; each is added up in the order in which it would be alone.
   */
  static double[] plain(double[] v, int firstLag, int lags) {
    double[] sums = new double[(lags + LANES - 1) / LANES * LANES];
    // Behind the last value there are zeros, which add nothing.
    double[] padded = Arrays.copyOf(v, v.length + LANES);
    for (int i = 0; i < lags; i += LANES) {
      sum(padded, v.length - firstLag - i, firstLag + i, sums, i);
    }
    return Arrays.copyOf(sums, lags);
  }

  private static void sum(double[] v, int n, int lag, double[] sums, int to) {
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
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
    sums[to + 4] = s4;
    sums[to + 5] = s5;
    sums[to + 6] = s6;
    sums[to + 7] = s7;
  }
}

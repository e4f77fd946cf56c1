package io.lambdax.core.correlation;

/**
 * How many independent pairs a correlation of two autocorrelated series is worth: B. J. Pyper and
 * R. M. Peterman, "Comparison of methods to account for autocorrelation in correlation analyses of
 * fish data", Can. J. Fish. Aquat. Sci. 55, 1998, eq. 1: 1/N* = 1/N + 2/N · Σ k=1..⌊N/4⌋ (N-k)/N ·
 * rx(k) · ry(k), with biased autocorrelations.
 */
public final class EffectiveN {
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
   * The sums of products of values so many days apart, for lags 0 to n/4. All lags grow side by
   * side, by four values at a time and backwards beside each other in memory, so that the compiler
   * can use the processor's vectors; each is added up in the order in which it would be alone.
   */
  private static double[] products(double[] v) {
    int n = v.length;
    int lags = n / 4 + 1;
    // Behind the first value there are zeros, which add nothing.
    double[] backwards = new double[n + lags];
    for (int i = 0; i < n; i++) {
      backwards[i] = v[n - 1 - i];
    }
    double[] sums = new double[lags];
    int i = 0;
    for (; i + 3 < n; i += 4) {
      add(sums, v[i], v[i + 1], v[i + 2], v[i + 3], backwards, n - 4 - i);
    }
    for (; i < n; i++) {
      for (int k = 0; k < lags; k++) {
        sums[k] += v[i] * backwards[n - 1 - i + k];
      }
    }
    return sums;
  }

  private static void add(
      double[] sums, double v0, double v1, double v2, double v3, double[] backwards, int at) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] =
          (((sums[k] + v0 * backwards[at + k + 3]) + v1 * backwards[at + k + 2])
                  + v2 * backwards[at + k + 1])
              + v3 * backwards[at + k];
    }
  }
}

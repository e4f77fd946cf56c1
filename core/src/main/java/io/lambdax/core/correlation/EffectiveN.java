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
    double scale = product(a, 0) * product(b, 0);
    double sum = 0;
    for (int k = 1; k <= n / 4; k++) {
      sum += (double) (n - k) / n * (product(a, k) * product(b, k) / scale);
    }
    double inverse = 1.0 / n + 2.0 / n * sum;
    return inverse <= 1.0 / n ? n : Math.max(1 / inverse, 2);
  }

  private static double product(double[] v, int k) {
    double sum = 0;
    for (int i = k; i < v.length; i++) {
      sum += v[i] * v[i - k];
    }
    return sum;
  }
}

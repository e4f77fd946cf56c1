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
    return of(Side.of(x), Side.of(y));
  }

  /**
   * N*, at least 2 and at most N.
   *
   * @param y of as many values as x
   */
  public static double of(Side x, Side y) {
    int n = x.n();
    double inverse = 1.0 / n + 2.0 / n * x.autocorrelated(y);
    return inverse <= 1.0 / n ? n : Math.max(1 / inverse, 2);
  }
}

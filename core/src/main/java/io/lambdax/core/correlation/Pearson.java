package io.lambdax.core.correlation;

/** Pearson's r of paired values. */
public final class Pearson {
  /** The fewest pairs that are given a coefficient. */
  public static final int LEAST = 5;

  /** Values that differ by no more than this share of the largest are constant but for rounding. */
  private static final double ROUNDING = 1e-13;

  private Pearson() {}

  /**
   * r in [-1, 1]. The means are taken off before anything is multiplied, so that large levels lose
   * no digits.
   *
   * @param x as long as y, not {@linkplain #constant constant}
   */
  public static double r(double[] x, double[] y) {
    double mx = mean(x);
    double my = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      double a = x[i] - mx;
      double b = y[i] - my;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
    return clip(xy / (Math.sqrt(xx) * Math.sqrt(yy)));
  }

  /** Rounding can carry a perfect correlation past 1. */
  public static double clip(double r) {
    return Math.max(-1, Math.min(1, r));
  }

  /** Whether all values are the same but for rounding; true of no values. */
  public static boolean constant(double[] v) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double a : v) {
      least = Math.min(least, a);
      most = Math.max(most, a);
    }
    return v.length == 0 || most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  }

  static double mean(double[] v) {
    double sum = 0;
    for (double a : v) {
      sum += a;
    }
    return sum / v.length;
  }
}

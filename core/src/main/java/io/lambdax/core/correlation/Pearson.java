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
    double[] a = centred(x);
    double[] b = centred(y);
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      aa += a[i] * a[i];
      bb += b[i] * b[i];
      ab += a[i] * b[i];
    }
    return clip(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
  }

  /**
   * The values less their mean, in units of the largest that leaves: squares of very large or very
   * small ones would not be numbers any more, and no correlation depends on the unit.
   */
  static double[] centred(double[] v) {
    double mean = mean(v);
    double[] out = new double[v.length];
    double unit = 0;
    for (int i = 0; i < v.length; i++) {
      out[i] = v[i] - mean;
      unit = Math.max(unit, Math.abs(out[i]));
    }
    for (int i = 0; i < v.length; i++) {
      out[i] /= unit;
    }
    return out;
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

  private static double mean(double[] v) {
    double sum = 0;
    for (double a : v) {
      sum += a;
    }
    return sum / v.length;
  }
}

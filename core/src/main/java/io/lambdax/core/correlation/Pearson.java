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
    return r(Sums.sum(a, b), Sums.sum(a, a), Sums.sum(b, b));
  }

  /** r of two sides from the sum of their products and of the squares of each, all centred. */
  static double r(double ab, double aa, double bb) {
    return clip(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
  }

  /**
   * The values less their mean, in a unit next to the largest that leaves: squares of very large or
   * very small ones would not be numbers any more, and no correlation depends on the unit. It is a
   * power of two, so that nothing is rounded by it.
   */
  static double[] centred(double[] v) {
    double mean = Sums.sum(v) / v.length;
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = v[i] - mean;
    }
    double perUnit = Math.scalb(1.0, -Math.getExponent(farthest(out)));
    for (int i = 0; i < v.length; i++) {
      out[i] *= perUnit;
    }
    return out;
  }

  /** By comparing, for the processor guesses right that most are no farther than those before. */
  private static double farthest(double[] v) {
    double most = 0;
    for (double a : v) {
      double size = Math.abs(a);
      if (size > most) {
        most = size;
      }
    }
    return most;
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
    return v.length == 0 || constant(least, most);
  }

  /**
   * Whether values of which these are the smallest and the largest are the same but for rounding.
   */
  public static boolean constant(double least, double most) {
    return most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  }
}

package io.lambdax.core.kernel;

import java.util.Arrays;

/**
 * What the days of a segment or a window add up to at a lag, of some x with some y. Not
 * thread-safe.
 */
final class Totals {
  /** For each mask of y, of x. */
  final double[][] ofX;

  /** For each mask of x, of y. */
  final double[][] ofY;

  /** The products of all y with all x. */
  final double[] xy;

  Totals(double[][] ofX, double[][] ofY, double[] xy) {
    this.ofX = ofX;
    this.ofY = ofY;
    this.xy = xy;
  }

  /** Room for as much. */
  static Totals like(Totals other) {
    return new Totals(like(other.ofX), like(other.ofY), new double[other.xy.length]);
  }

  /** Becomes the sum of two, of which this may be one. */
  void sum(Totals a, Totals b) {
    sum(a.ofX, b.ofX, ofX);
    sum(a.ofY, b.ofY, ofY);
    sum(a.xy, b.xy, xy);
  }

  private static double[][] like(double[][] other) {
    return Arrays.stream(other).map(one -> new double[one.length]).toArray(double[][]::new);
  }

  private static void sum(double[][] a, double[][] b, double[][] out) {
    for (int k = 0; k < out.length; k++) {
      sum(a[k], b[k], out[k]);
    }
  }

  private static void sum(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + b[i];
    }
  }
}

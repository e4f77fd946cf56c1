package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Pearson;

/**
 * The pairs of one y with all x at a lag, from their sums to r. Arrays are by x and loops are
 * small, for only such ones does the virtual machine turn into vectors of the processor.
 */
final class Pairs {
  /**
   * Below this share of the sum of squares a variance is worked out afresh: 1e-3 costs 3 of 16
   * digits.
   */
  private static final double CAREFUL_BELOW = 1e-3;

  /**
   * The same for the sum of squares over all days: sums that days were taken off have the rounding
   * of what they were.
   */
  private static final double CAREFUL_BELOW_ALL = 1e-3;

  final double[] n;
  final double[] r;

  /** Above 0 where the sums hold the variation of both sides to enough digits. */
  final double[] margin;

  private final int[] mask;
  private final double[] sx;
  private final double[] sxx;
  private final double[] sy;
  private final double[] syy;
  private final double[] xy;
  private final double[] vx;
  private final double[] vy;
  private final double[] floorX;
  private final double[] perDayX;

  /**
   * Of some x.
   *
   * @param mask which mask each has
   * @param energy the sum of squares of each, over all days that count
   * @param least the standard deviation below which each may be constant but for rounding
   */
  Pairs(int[] mask, double[] energy, double[] least) {
    int m = mask.length;
    this.n = new double[m];
    this.r = new double[m];
    this.margin = new double[m];
    this.mask = mask;
    this.sx = new double[m];
    this.sxx = new double[m];
    this.sy = new double[m];
    this.syy = new double[m];
    this.xy = new double[m];
    this.vx = new double[m];
    this.vy = new double[m];
    this.floorX = new double[m];
    this.perDayX = new double[m];
    for (int i = 0; i < m; i++) {
      floorX[i] = CAREFUL_BELOW_ALL * energy[i];
      perDayX[i] = least[i] * least[i];
    }
  }

  /**
   * Takes over the sums of y number j.
   *
   * @param ofX what {@link Rows#sum} says of x on the days of y
   * @param ofY the same of all y, on the days of each mask of x
   * @param products of all y with all x
   */
  void of(int j, double[] ofX, double[][] ofY, double[] products) {
    int m = n.length;
    System.arraycopy(ofX, 0, sx, 0, m);
    System.arraycopy(ofX, m, sxx, 0, m);
    System.arraycopy(products, j * m, xy, 0, m);
    int squares = ofY[0].length / 2;
    for (int i = 0; i < m; i++) {
      double[] sums = ofY[mask[i]];
      n[i] = ofX[2 * m + mask[i]];
      sy[i] = sums[j];
      syy[i] = sums[squares + j];
    }
  }

  /** r and margin, with energy and least of the y. */
  void finish(double energy, double least) {
    variance(n, sx, sxx, vx);
    variance(n, sy, syy, vy);
    covariance(n, sx, sy, xy);
    divide(xy, vx, vy, r);
    clip(r);
    margin(n, vx, sxx, floorX, perDayX, margin);
    margin(n, vy, syy, CAREFUL_BELOW_ALL * energy, least * least, vx);
    least(n, vx, margin);
  }

  private static void variance(double[] n, double[] s, double[] ss, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = n[i] * ss[i] - s[i] * s[i];
    }
  }

  private static void covariance(double[] n, double[] sx, double[] sy, double[] xy) {
    for (int i = 0; i < xy.length; i++) {
      xy[i] = n[i] * xy[i] - sx[i] * sy[i];
    }
  }

  private static void divide(double[] xy, double[] vx, double[] vy, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = xy[i] / (Math.sqrt(vx[i]) * Math.sqrt(vy[i]));
    }
  }

  private static void clip(double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.max(-1, Math.min(1, r[i]));
    }
  }

  private static void margin(
      double[] n, double[] v, double[] squares, double[] floor, double[] perDay, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = v[i] - n[i] * (CAREFUL_BELOW * squares[i] + floor[i] + n[i] * perDay[i]);
    }
  }

  private static void margin(
      double[] n, double[] v, double[] squares, double floor, double perDay, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = v[i] - n[i] * (CAREFUL_BELOW * squares[i] + floor + n[i] * perDay);
    }
  }

  private static void least(double[] n, double[] other, double[] margin) {
    for (int i = 0; i < margin.length; i++) {
      margin[i] = Math.min(n[i] - (Pearson.LEAST - 1), Math.min(other[i], margin[i]));
    }
  }
}

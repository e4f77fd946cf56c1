package io.lambdax.core.correlation;

import java.util.Optional;

/**
 * The straight line y = intercept + slope · x that leaves the least squares of y.
 *
 * @param slope units of y for each unit of x
 * @param intercept y at x = 0
 */
public record Line(double slope, double intercept) {
  /**
   * Fits a line. The means are taken off, and the units too, before anything is multiplied, so that
   * large levels lose no digits and no square overflows.
   *
   * @param x as long as y, at least 2 values, not {@linkplain Pearson#constant constant}
   * @return empty if slope or intercept is beyond what a double holds
   */
  public static Optional<Line> fit(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double unitX = unit(x, meanX);
    double unitY = unit(y, meanY);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length && unitY > 0; i++) {
      double a = (x[i] - meanX) / unitX;
      xx += a * a;
      xy += a * ((y[i] - meanY) / unitY);
    }
    double slope = unitY > 0 ? xy / xx * (unitY / unitX) : 0;
    double intercept = meanY - slope * meanX;
    return Double.isFinite(slope) && Double.isFinite(intercept)
        ? Optional.of(new Line(slope, intercept))
        : Optional.empty();
  }

  /** The mean, and then the mean of what it leaves: the intercept shows its rounding. */
  private static double mean(double[] v) {
    double sum = 0;
    for (double a : v) {
      sum += a;
    }
    double mean = sum / v.length;
    double left = 0;
    for (double a : v) {
      left += a - mean;
    }
    return mean + left / v.length;
  }

  private static double unit(double[] v, double mean) {
    double unit = 0;
    for (double a : v) {
      unit = Math.max(unit, Math.abs(a - mean));
    }
    return unit;
  }
}

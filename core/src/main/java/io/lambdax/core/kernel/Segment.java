package io.lambdax.core.kernel;

import java.util.Arrays;

/**
 * Some x on some days with some y, one lag after the other. The sums of products are the matrix
 * product of the one side with the other, which starts some days earlier. The other five sums of a
 * pair are over one side on the days that the other has: they are the same for all series of the
 * other side that share a mask.
 */
final class Segment implements AutoCloseable {
  final Rows xs;
  final Rows ys;

  /** At the lag asked for last. */
  final Totals totals;

  private final Products.Sums products;

  /** For the days that masks of y have here, of x. */
  private final double[][] ofX;

  /** For the days that masks of x have here, of y. */
  private final double[][] ofY;

  /** The stretch of y is lags - 1 days longer than that of x. */
  Segment(Products products, Rows xs, Rows ys, int lags) {
    this.xs = xs;
    this.ys = ys;
    this.products = products.of(xs.all(), ys.all(), xs.days(), lags);
    this.ofX = new double[ys.runs.size()][xs.width()];
    this.ofY = new double[xs.runs.size()][ys.width()];
    this.totals =
        new Totals(
            byMask(ofX, ys.runsOf),
            byMask(ofY, xs.runsOf),
            new double[xs.rows.size() * ys.rows.size()]);
  }

  private static double[][] byMask(double[][] sums, int[] runsOf) {
    return Arrays.stream(runsOf).mapToObj(k -> sums[k]).toArray(double[][]::new);
  }

  /** Where the first day of x meets the day of y with that number; asked for in order. */
  void at(int offset) {
    products.at(offset, totals.xy);
    for (int h = 0; h < ofX.length; h++) {
      xs.sum(ys.runs.get(h), -offset, ofX[h]);
    }
    for (int g = 0; g < ofY.length; g++) {
      ys.sum(xs.runs.get(g), offset, ofY[g]);
    }
  }

  /** What an x spreads over on the days on which it meets a y. */
  void spreadOfX(int x, int y, int offset, Spread spread) {
    xs.rows.get(x).spread(ys.rows.get(y), 0, offset, xs.days(), spread);
  }

  /** What a y spreads over on the days on which it meets an x. */
  void spreadOfY(int x, int y, int offset, Spread spread) {
    ys.rows.get(y).spread(xs.rows.get(x), offset, 0, xs.days(), spread);
  }

  @Override
  public void close() {
    products.close();
  }
}

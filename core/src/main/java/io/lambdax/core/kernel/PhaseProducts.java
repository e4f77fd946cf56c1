package io.lambdax.core.kernel;

/**
 * Three quarters of the products: rows are split into their even and odd days, and of the four sums
 * of products that are needed of the halves, three give all, as two share a factor. (The fast FIR
 * algorithm of Z.-J. Mou and P. Duhamel, "Short-length FIR filters and their use in fast
 * nonrecursive filtering", IEEE Trans. Signal Processing 39, 1991.) On itself it saves another
 * quarter.
 */
public final class PhaseProducts implements Products {
  private final Products halves;

  /** Products of halves by that one. */
  public PhaseProducts(Products halves) {
    this.halves = halves;
  }

  @Override
  public String name() {
    return halves.name();
  }

  @Override
  public Sums of(double[][] xs, double[][] ys, int depth, int offsets) {
    int half = (depth + 1) / 2;
    int moves = (offsets + 1) / 2;
    int width = half + moves - 1;
    double[][] even = phase(xs, 0, half);
    double[][] odd = phase(xs, 1, half);
    double[][] first = phase(ys, 0, width);
    double[][] second = phase(ys, 1, width);
    double[][] third = phase(ys, 2, width);
    return new Phases(
        halves.of(combined(even, odd, 1), second, half, moves),
        halves.of(even, combined(first, second, -1), half, moves),
        halves.of(odd, combined(third, second, -1), half, moves),
        xs.length * ys.length);
  }

  /** Every other day from the given one on; 0 behind the last. */
  private static double[][] phase(double[][] rows, int from, int width) {
    double[][] out = new double[rows.length][width];
    for (int row = 0; row < rows.length; row++) {
      for (int s = 0; s < width && from + 2 * s < rows[row].length; s++) {
        out[row][s] = rows[row][from + 2 * s];
      }
    }
    return out;
  }

  private static double[][] combined(double[][] some, double[][] others, int sign) {
    double[][] out = new double[some.length][some[0].length];
    for (int row = 0; row < out.length; row++) {
      for (int s = 0; s < out[row].length; s++) {
        out[row][s] = some[row][s] + sign * others[row][s];
      }
    }
    return out;
  }

  private static final class Phases implements Sums {
    private final Sums both;
    private final Sums ofEven;
    private final Sums ofOdd;
    private final double[] shared;
    private final double[] own;

    Phases(Sums both, Sums ofEven, Sums ofOdd, int pairs) {
      this.both = both;
      this.ofEven = ofEven;
      this.ofOdd = ofOdd;
      this.shared = new double[pairs];
      this.own = new double[pairs];
    }

    @Override
    public void at(int offset, double[] out) {
      if (offset % 2 == 0) {
        both.at(offset / 2, shared);
        ofEven.at(offset / 2, own);
      } else {
        ofOdd.at(offset / 2, own);
      }
      add(shared, own, out);
    }

    private static void add(double[] a, double[] b, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = a[i] + b[i];
      }
    }

    @Override
    public void close() {
      both.close();
      ofEven.close();
      ofOdd.close();
    }
  }
}

package io.lambdax.core.kernel;

import java.util.Arrays;

/**
 * Products in Java alone. Loops are so small, and read whole arrays from their first number on, for
 * only such ones does the virtual machine turn into vectors of the processor.
 */
public final class JavaProducts implements Products {
  @Override
  public String name() {
    return "Java";
  }

  @Override
  public Sums of(double[][] xs, double[][] ys, int depth, int offsets) {
    double[][] byDay = new double[depth + depth % 2][xs.length];
    for (int i = 0; i < xs.length; i++) {
      for (int s = 0; s < depth; s++) {
        byDay[s][i] = xs[i][s];
      }
    }
    // Two of y at a time, and two days: what lacks to a pair is zeros.
    double[][] others = new double[ys.length + ys.length % 2][];
    Arrays.setAll(
        others,
        j -> Arrays.copyOf(j < ys.length ? ys[j] : new double[0], byDay.length + offsets - 1));
    return new ByDay(byDay, others, ys.length);
  }

  private static final class ByDay implements Sums {
    private final double[][] byDay;
    private final double[][] others;
    private final int wanted;
    private final double[] one;
    private final double[] two;

    ByDay(double[][] byDay, double[][] others, int wanted) {
      this.byDay = byDay;
      this.others = others;
      this.wanted = wanted;
      this.one = new double[byDay[0].length];
      this.two = new double[one.length];
    }

    @Override
    public void at(int offset, double[] out) {
      for (int j = 0; j < others.length; j += 2) {
        Arrays.fill(one, 0);
        Arrays.fill(two, 0);
        double[] a = others[j];
        double[] b = others[j + 1];
        for (int s = 0; s < byDay.length; s += 2) {
          int at = s + offset;
          add(byDay[s], byDay[s + 1], a[at], a[at + 1], b[at], b[at + 1], one, two);
        }
        System.arraycopy(one, 0, out, j * one.length, one.length);
        if (j + 1 < wanted) {
          System.arraycopy(two, 0, out, (j + 1) * one.length, one.length);
        }
      }
    }

    private static void add(
        double[] x,
        double[] next,
        double a0,
        double a1,
        double b0,
        double b1,
        double[] one,
        double[] two) {
      for (int i = 0; i < one.length; i++) {
        double first = x[i];
        double second = next[i];
        one[i] += a0 * first + a1 * second;
        two[i] += b0 * first + b1 * second;
      }
    }

    @Override
    public void close() {
      // the garbage collector's
    }
  }
}

package io.lambdax.core.kernel;

/**
 * Sums of products of many rows with many others at one offset after another: most of the work of a
 * kernel, and the one part that a native library does much faster. Safe for use by several threads.
 */
public interface Products {
  /** Which one it is, for the log. */
  String name();

  /**
   * The rows that are to be multiplied; they are not changed and not kept.
   *
   * @param xs at least one row of depth numbers
   * @param ys at least one row, each of depth + offsets - 1 numbers
   * @param offsets at how many offsets they will be asked for, at least one
   */
  Sums of(double[][] xs, double[][] ys, int depth, int offsets);

  /** Rows where they can be multiplied. Not thread-safe. */
  interface Sums extends AutoCloseable {
    /**
     * {@code out[j·m + i] = Σ s<depth xs[i][s] · ys[j][s + offset]}, where m is the number of xs.
     * Every offset from 0 on is asked for once and in order.
     */
    void at(int offset, double[] out);

    @Override
    void close();
  }
}

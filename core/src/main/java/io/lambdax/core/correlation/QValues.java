package io.lambdax.core.correlation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The q of a whole family of tests, told by p alone: equal p have equal q, and q grows with p in
 * steps: at most as many as tests, and few where most p are chance. So those who know one test each
 * need not know all others. Immutable.
 */
public final class QValues implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double CLOSE = 1e-11;

  /** The largest p of each step, growing. */
  private final double[] upTo;

  private final double[] q;

  private QValues(double[] upTo, double[] q) {
    this.upTo = upTo;
    this.q = q;
  }

  /**
   * Of a family, as {@link FalseDiscovery#benjaminiHochberg} has it.
   *
   * @param p the p of every test, each 0 to 1, in any order
   */
  public static QValues benjaminiHochberg(double[] p) {
    return of(p, 1);
  }

  static QValues of(double[] p, double factor) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    // From the largest on, where a step ends and its q, in place of what has been read.
    double[] q = new double[sorted.length];
    int first = sorted.length;
    double least = Double.POSITIVE_INFINITY;
    for (int rank = sorted.length; rank >= 1; rank--) {
      double own = Math.min(1, sorted[rank - 1] * sorted.length * factor / rank);
      if (own < least) {
        least = own;
        first--;
        sorted[first] = sorted[rank - 1];
        q[first] = own;
      }
    }
    return new QValues(
        Arrays.copyOfRange(sorted, first, sorted.length), Arrays.copyOfRange(q, first, q.length));
  }

  /**
   * The q of a test.
   *
   * @param p one of the family's, which has at least one; as it was or as it comes out when it is
   *     worked out again elsewhere, a last digit or so off
   */
  public double of(double p) {
    // After rank k ends a step, the next p is larger by a factor of more than (k + 1) / k: of fewer
    // than 1e10 tests none lies so close above it.
    int at = Arrays.binarySearch(upTo, p * (1 - CLOSE));
    return q[Math.min(at >= 0 ? at : -at - 1, q.length - 1)];
  }
}

package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Range;
import io.lambdax.core.transform.Transformed;
import java.util.List;

/**
 * Computes the profiles of every x with every y. What it gives equals {@link
 * io.lambdax.core.question.Pairing#profileOf} of each pair to 1e-9 in r and exactly in n.
 * Implementations are safe for use by several threads.
 */
public interface PairKernel {
  /** Which days of x count for the pair of x number i and y number j. */
  @FunctionalInterface
  interface Bounds {
    Range.Days of(int i, int j);
  }

  /**
   * Takes the profile of x number i and y number j; called once a pair, in any order, by the
   * calling thread.
   */
  @FunctionalInterface
  interface Sink {
    void accept(int i, int j, Profile profile);
  }

  /** Hands the profile of every pair, minLag to maxLag inclusive, to the sink. */
  void profiles(
      List<Transformed> xs, List<Transformed> ys, Bounds bounds, int minLag, int maxLag, Sink sink);
}

package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Range;
import io.lambdax.core.transform.Transformed;
import java.util.List;

/**
 * Computes the profiles of every x with every y, in several windows at once. What it gives equals
 * {@link io.lambdax.core.question.Pairing#profileOf} of each pair and window to 1e-9 in r and
 * exactly in n. Implementations are safe for use by several threads.
 */
public interface PairKernel {
  /** Which days of x count for the pair of x number i and y number j. */
  @FunctionalInterface
  interface Bounds {
    Range.Days of(int i, int j);
  }

  /**
   * Takes the profiles of x number i and y number j, one for each of the bounds, in their order;
   * called once a pair, in any order, by the calling thread. Bounds that leave a pair the same days
   * on which its values lie share one profile: the very same object.
   */
  @FunctionalInterface
  interface Sink {
    void accept(int i, int j, List<Profile> profiles);
  }

  /** Takes the one profile of x number i and y number j; called as {@link Sink} is. */
  @FunctionalInterface
  interface OneSink {
    void accept(int i, int j, Profile profile);
  }

  /** Hands the profiles of every pair, minLag to maxLag inclusive, to the sink. */
  void profiles(
      List<Transformed> xs,
      List<Transformed> ys,
      List<Bounds> windows,
      int minLag,
      int maxLag,
      Sink sink);

  /** The same for one window. */
  default void profiles(
      List<Transformed> xs,
      List<Transformed> ys,
      Bounds bounds,
      int minLag,
      int maxLag,
      OneSink sink) {
    profiles(
        xs,
        ys,
        List.of(bounds),
        minLag,
        maxLag,
        (i, j, profiles) -> sink.accept(i, j, profiles.get(0)));
  }
}

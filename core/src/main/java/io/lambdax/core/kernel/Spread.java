package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Pearson;

/** From the least to the most of some values. Not thread-safe. */
final class Spread {
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  void add(double value) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  boolean constant() {
    return Pearson.constant(least, most);
  }
}

package io.lambdax.core.correlation;

/** A closed interval of correlations, -1 ≤ low ≤ high ≤ 1. */
public record Interval(double low, double high) {
  /** Refuses bounds that are not in order or not correlations. */
  public Interval {
    if (!(low >= -1 && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "[" + low + ", " + high + "] is no interval of correlations");
    }
  }
}

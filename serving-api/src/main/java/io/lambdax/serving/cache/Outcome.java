package io.lambdax.serving.cache;

import java.util.Locale;

/**
 * What the cache did for an answer; {@link #word()} stands in {@code X-Cache} and in the metrics.
 */
public enum Outcome {
  /** The answer was there. */
  HIT,
  /** The answer was not there. */
  MISS,
  /** There is no cache, or it did not answer in time. */
  OFF;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name in lower case. */
  public String word() {
    return word;
  }
}

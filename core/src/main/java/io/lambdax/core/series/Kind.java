package io.lambdax.core.series;

import java.util.Arrays;
import java.util.Optional;

/** Which side of the question a series can stand on. */
public enum Kind {
  /** Instruments: the x of a question. */
  MARKET("market"),
  /** Epidemic counts: the y of a question. */
  HEALTH("health");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The kind as it stands in a series' name, for example {@code market}. */
  public String word() {
    return word;
  }

  /** The kind with that word, if there is one. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }
}

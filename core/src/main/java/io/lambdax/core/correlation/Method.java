package io.lambdax.core.correlation;

import java.util.Arrays;
import java.util.Optional;

/** Which coefficient a question asks for. */
public enum Method {
  /** Pearson's product-moment r. */
  PEARSON("pearson"),
  /** Spearman's rho: Pearson's r of the average ranks. */
  SPEARMAN("spearman"),
  /** Kendall's tau-b. */
  KENDALL("kendall");

  private final String word;

  Method(String word) {
    this.word = word;
  }

  /** The method's name in questions. */
  public String word() {
    return word;
  }

  /** The method of that name, if there is one. */
  public static Optional<Method> of(String word) {
    return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
  }
}

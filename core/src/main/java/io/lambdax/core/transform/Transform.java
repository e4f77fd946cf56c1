package io.lambdax.core.transform;

import io.lambdax.core.series.Series;
import java.util.Arrays;
import java.util.Optional;

/**
 * What may be done to a series before it is correlated, always on the whole series of values that
 * are present. "Previous" is the last day that has a value, across gaps.
 */
public enum Transform {
  /** The value itself. */
  LEVEL("level"),
  /** The value less the previous one. */
  CHANGE("change"),
  /** The change divided by the previous value; not defined where that is 0. */
  RELCHANGE("relchange"),
  /** ln(value / previous); defined where both are above 0. */
  RETURN("return"),
  /** The sum of all values up to the day, on the days that have a value. */
  CUMULATIVE("cumulative"),
  /**
   * The mean of the values in the 7 calendar days up to the day, where at least 4 have one, on
   * every calendar day between the series' first and last.
   */
  AVG7("avg7"),
  /**
   * ln of {@link #AVG7} over the same 7 days earlier; defined where both 7-day sums are above 0.
   */
  GROWTH7("growth7");

  private final String word;

  Transform(String word) {
    this.word = word;
  }

  /** The transform's name in questions, for example {@code growth7}. */
  public String word() {
    return word;
  }

  /** The transform of that name, if there is one. */
  public static Optional<Transform> of(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
  }

  /** Applies the transform; days on which it is not defined, or not finite, have no value. */
  public Transformed apply(Series s) {
    return switch (this) {
      case LEVEL -> same(s);
      case CHANGE -> same(byPrevious(s, (v, p) -> v - p));
      case RELCHANGE -> same(byPrevious(s, (v, p) -> (v - p) / p));
      case RETURN -> logarithm(byPrevious(s, (v, p) -> v > 0 && p > 0 ? v / p : Double.NaN));
      case CUMULATIVE -> same(cumulative(s));
      case AVG7 -> same(SevenDays.of(s).average());
      case GROWTH7 -> logarithm(SevenDays.of(s).growth());
    };
  }

  private interface Step {
    double of(double value, double previous);
  }

  private static Series byPrevious(Series s, Step step) {
    Defined out = new Defined(s.size());
    for (int i = 1; i < s.size(); i++) {
      out.add(s.day(i), step.of(s.value(i), s.value(i - 1)));
    }
    return out.series();
  }

  private static Series cumulative(Series s) {
    Defined out = new Defined(s.size());
    double sum = 0;
    for (int i = 0; i < s.size(); i++) {
      sum += s.value(i);
      out.add(s.day(i), sum);
    }
    return out.series();
  }

  private static Transformed same(Series values) {
    return new Transformed(values, values);
  }

  /** A ratio of two positive values can still be 0 in floating point; such a day is left out. */
  private static Transformed logarithm(Series ratio) {
    Defined logs = new Defined(ratio.size());
    Defined arguments = new Defined(ratio.size());
    for (int i = 0; i < ratio.size(); i++) {
      if (ratio.value(i) > 0) {
        logs.add(ratio.day(i), Math.log(ratio.value(i)));
        arguments.add(ratio.day(i), ratio.value(i));
      }
    }
    return new Transformed(logs.series(), arguments.series());
  }
}

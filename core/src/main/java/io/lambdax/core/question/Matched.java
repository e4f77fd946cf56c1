package io.lambdax.core.question;

import io.lambdax.core.correlation.EffectiveN;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.correlation.RankCorrelation;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.transform.Transformed;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The days on which both sides have a value, in order.
 *
 * @param days of x, since 1970-01-01
 * @param x values of x; as long as days, as are all others
 * @param y values of y, lag days earlier
 * @param xRanks what rank correlations take for x
 * @param yRanks what rank correlations take for y
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns that nobody compares
public record Matched(int[] days, double[] x, double[] y, double[] xRanks, double[] yRanks) {
  /** Matches x on day d, first ≤ d ≤ last, with y on day d - lag. */
  static Matched of(Transformed x, Transformed y, int lag, Range.Days range) {
    int from = x.values().indexFrom(range.first());
    int to =
        range.last() == Integer.MAX_VALUE
            ? x.values().size()
            : x.values().indexFrom(range.last() + 1);
    int capacity = Math.max(0, to - from);
    int[] days = new int[capacity];
    double[][] v = new double[4][capacity];
    int n = 0;
    int j = 0;
    for (int i = from; i < to; i++) {
      int day = x.values().day(i) - lag;
      while (j < y.values().size() && y.values().day(j) < day) {
        j++;
      }
      if (j < y.values().size() && y.values().day(j) == day) {
        days[n] = x.values().day(i);
        v[0][n] = x.values().value(i);
        v[1][n] = y.values().value(j);
        v[2][n] = x.ranks().value(i);
        v[3][n++] = y.ranks().value(j);
      }
    }
    return new Matched(
        Arrays.copyOf(days, n),
        Arrays.copyOf(v[0], n),
        Arrays.copyOf(v[1], n),
        Arrays.copyOf(v[2], n),
        Arrays.copyOf(v[3], n));
  }

  /** How many days match. */
  public int n() {
    return days.length;
  }

  /** Those on days of x from one to another, both inclusive. */
  public Matched between(int firstDay, int lastDay) {
    int from = indexFrom(firstDay);
    int to = lastDay == Integer.MAX_VALUE ? n() : indexFrom(lastDay + 1);
    return new Matched(
        Arrays.copyOfRange(days, from, to),
        Arrays.copyOfRange(x, from, to),
        Arrays.copyOfRange(y, from, to),
        Arrays.copyOfRange(xRanks, from, to),
        Arrays.copyOfRange(yRanks, from, to));
  }

  private int indexFrom(int day) {
    int i = Arrays.binarySearch(days, day);
    return i < 0 ? -i - 1 : i;
  }

  /** What these days say; never NaN, and without r only with a reason. */
  public Answer answer(Method method) {
    Optional<String> reason = whyNone();
    if (reason.isPresent()) {
      return Answer.none(n(), reason.get());
    }
    if (method == Method.PEARSON) {
      double r = Pearson.r(x, y);
      Significance s = Significance.of(r, EffectiveN.of(x, y));
      return new Answer(
          n(),
          OptionalDouble.of(r),
          Optional.empty(),
          OptionalDouble.of(s.nEff()),
          s.p(),
          s.ci95(),
          OptionalDouble.empty());
    }
    RankCorrelation c =
        method == Method.SPEARMAN
            ? RankCorrelation.spearman(xRanks, yRanks)
            : RankCorrelation.kendall(xRanks, yRanks);
    return new Answer(
        n(),
        OptionalDouble.of(c.r()),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.of(c.pIid()));
  }

  /** Why these days have no r, if they have none. */
  Optional<String> whyNone() {
    if (n() < Pearson.LEAST) {
      return Optional.of(
          "only "
              + n()
              + (n() == 1 ? " day has" : " days have")
              + " a value on both sides; at least "
              + Pearson.LEAST
              + " are needed");
    }
    // Asked of the argument of a logarithm: the logarithm of a number next to 1 has no scale to
    // measure rounding by.
    if (Pearson.constant(xRanks)) {
      return Optional.of("x is constant on the " + n() + " days that match");
    }
    if (Pearson.constant(yRanks)) {
      return Optional.of("y is constant on the " + n() + " days that match");
    }
    return Optional.empty();
  }
}

package io.lambdax.core.kernel;

import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transformed;
import java.util.List;

/**
 * Days of the calendar from a first one to a last one, both inclusive; none where last lies before
 * first, which is always written as {@link #NONE}.
 */
record Stretch(int first, int last) {
  static final Stretch NONE = new Stretch(0, -1);

  /** From the first to the last value of a series. */
  static Stretch of(Transformed series) {
    Series values = series.values();
    return values.isEmpty() ? NONE : new Stretch(values.firstDay(), values.lastDay());
  }

  /** From the first to the last value of any of these; of no empty one. */
  static Stretch of(List<Transformed> series) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Transformed one : series) {
      first = Math.min(first, one.values().firstDay());
      last = Math.max(last, one.values().lastDay());
    }
    return new Stretch(first, last);
  }

  /** The days of x that count and can match y at a lag at all, as long as they fit an int. */
  static Stretch meeting(Range.Days days, Stretch x, Stretch y, int minLag, int maxLag) {
    if (x.days() == 0 || y.days() == 0) {
      return NONE;
    }
    int from = Math.max(Math.max(days.first(), x.first()), y.first() + minLag);
    int to = Math.min(Math.min(days.last(), x.last()), y.last() + maxLag);
    return from > to ? NONE : new Stretch(from, to);
  }

  /** How many days. */
  int days() {
    return last - first + 1;
  }

  boolean contains(Stretch other) {
    return first <= other.first && other.last <= last;
  }

  /** What can match these days at a lag: y's day is x's less the lag. */
  Stretch before(int minLag, int maxLag) {
    return new Stretch(first - maxLag, last - minLag);
  }

  /** The part of a series that lies here. */
  Series in(Series series) {
    return series.between(first, last);
  }
}

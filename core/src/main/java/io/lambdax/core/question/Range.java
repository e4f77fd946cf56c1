package io.lambdax.core.question;

import io.lambdax.core.series.Series;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which days of x a question is about: all, from one day to another (both inclusive, either may be
 * open), or the last days.
 *
 * @param window how many trailing calendar days, at least 1; not together with from or to
 */
public record Range(Optional<LocalDate> from, Optional<LocalDate> to, OptionalInt window) {
  private static final Range ALL =
      new Range(Optional.empty(), Optional.empty(), OptionalInt.empty());

  /** Refuses a window beside from or to, a window below 1, and a from after to. */
  public Range {
    if (window.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new IllegalArgumentException("a window cannot stand beside from or to");
    }
    if (window.isPresent() && window.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "window " + window.getAsInt() + " is no number of days: it must be 1 or more");
    }
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException("from " + from.get() + " is after to " + to.get());
    }
  }

  /** Every day. */
  public static Range all() {
    return ALL;
  }

  /** From one day to another, both inclusive, either open. */
  public static Range between(Optional<LocalDate> from, Optional<LocalDate> to) {
    return new Range(from, to, OptionalInt.empty());
  }

  /** The trailing days of a pair; see {@link #of}. */
  public static Range window(int days) {
    return new Range(Optional.empty(), Optional.empty(), OptionalInt.of(days));
  }

  /**
   * The days of x that the range means for a pair of raw series. A window ends where the shorter of
   * the two ends: on the last day up to which both series have been told, whatever the lag.
   */
  public Days of(Series x, Series y) {
    if (window.isEmpty()) {
      return new Days(
          from.map(d -> Math.toIntExact(d.toEpochDay())).orElse(Integer.MIN_VALUE),
          to.map(d -> Math.toIntExact(d.toEpochDay())).orElse(Integer.MAX_VALUE));
    }
    if (x.isEmpty() || y.isEmpty()) {
      return Days.NONE;
    }
    int end = Math.min(x.lastDay(), y.lastDay());
    return new Days(end - window.getAsInt() + 1, end);
  }

  /** Days since 1970-01-01, both inclusive; none where last lies before first. */
  public record Days(int first, int last) {
    static final Days NONE = new Days(0, -1);
  }
}

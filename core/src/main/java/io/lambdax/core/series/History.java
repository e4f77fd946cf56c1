package io.lambdax.core.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;

/**
 * Everything that was ever said of one series: its facts, ordered by day and, of one day, by
 * version. A day is its count from 1970-01-01. Immutable and safe for use by several threads.
 */
public final class History {
  private final int[] days;
  private final long[] versions;
  private final double[] values;

  private History(int[] days, long[] versions, double[] values) {
    this.days = days;
    this.versions = versions;
    this.values = values;
  }

  /**
   * Of facts in that order; the arrays, of one length, are copied.
   *
   * @param values finite, or NaN where the fact withdrew the day's value
   * @throws IllegalArgumentException if lengths differ, facts are out of order or said twice, or a
   *     value is infinite
   */
  public static History of(int[] days, long[] versions, double[] values) {
    if (days.length != versions.length || days.length != values.length) {
      throw new IllegalArgumentException(
          days.length + " days, " + versions.length + " versions, " + values.length + " values");
    }
    for (int i = 0; i < days.length; i++) {
      boolean ordered =
          i == 0
              || days[i - 1] < days[i]
              || (days[i - 1] == days[i] && versions[i - 1] < versions[i]);
      if (!ordered || Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "value %s of version %d on %s is infinite or does not follow the fact before it"
                .formatted(values[i], versions[i], LocalDate.ofEpochDay(days[i])));
      }
    }
    return new History(days.clone(), versions.clone(), values.clone());
  }

  /** How many facts there are. */
  public int size() {
    return days.length;
  }

  /** The day of the i-th fact, 0 ≤ i &lt; {@link #size()}. */
  public int day(int i) {
    return days[i];
  }

  /** The version that brought the i-th fact. */
  public long version(int i) {
    return versions[i];
  }

  /** What the i-th fact said; empty: that the day's value is withdrawn. */
  public OptionalDouble value(int i) {
    return Double.isNaN(values[i]) ? OptionalDouble.empty() : OptionalDouble.of(values[i]);
  }

  /** Whether the i-th fact was not the first of its day. */
  public boolean isRevision(int i) {
    return i > 0 && days[i - 1] == days[i];
  }

  /** Whether a fact is of such a version. */
  public boolean has(LongPredicate version) {
    return Arrays.stream(versions).anyMatch(version);
  }

  /** The values that were known when the facts up to that version, inclusive, were. */
  public Series asOf(long version) {
    return of(one -> one <= version);
  }

  /** The values that the facts of such versions alone make: of each day, what the newest said. */
  public Series of(LongPredicate version) {
    int[] known = new int[days.length];
    double[] last = new double[days.length];
    int count = 0;
    for (int i = 0; i < days.length; i++) {
      if (version.test(versions[i])) {
        if (count == 0 || known[count - 1] != days[i]) {
          count++;
        }
        known[count - 1] = days[i];
        last[count - 1] = values[i];
      }
    }
    int present = 0;
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(last[i])) {
        known[present] = known[i];
        last[present++] = last[i];
      }
    }
    return Series.of(Arrays.copyOf(known, present), Arrays.copyOf(last, present));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof History h
        && Arrays.equals(days, h.days)
        && Arrays.equals(versions, h.versions)
        && Arrays.equals(values, h.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(days) + Arrays.hashCode(versions)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return size() + " facts";
  }
}

package io.lambdax.core.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * The values that are present of one daily series, in order of their days. A day is its count from
 * 1970-01-01. Immutable and safe for use by several threads.
 */
public final class Series {
  /** The series without a value. */
  public static final Series EMPTY = new Series(new int[0], new double[0]);

  private final int[] days;
  private final double[] values;

  private Series(int[] days, double[] values) {
    this.days = days;
    this.values = values;
  }

  /**
   * A series of the given days, strictly increasing, and their finite values; both arrays are
   * copied.
   *
   * @throws IllegalArgumentException if lengths differ, days do not increase or a value is not
   *     finite
   */
  public static Series of(int[] epochDays, double[] values) {
    if (epochDays.length != values.length) {
      throw new IllegalArgumentException(
          epochDays.length + " days but " + values.length + " values");
    }
    for (int i = 0; i < values.length; i++) {
      if (i > 0 && epochDays[i] <= epochDays[i - 1]) {
        throw new IllegalArgumentException(
            "day " + LocalDate.ofEpochDay(epochDays[i]) + " does not follow the day before it");
      }
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "value " + values[i] + " on " + LocalDate.ofEpochDay(epochDays[i]) + " is not finite");
      }
    }
    return new Series(epochDays.clone(), values.clone());
  }

  /** A series of finite values by day. */
  public static Series of(SortedMap<LocalDate, Double> values) {
    return of(
        values.keySet().stream().mapToInt(d -> Math.toIntExact(d.toEpochDay())).toArray(),
        values.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How many days have a value. */
  public int size() {
    return days.length;
  }

  /** Whether no day has a value. */
  public boolean isEmpty() {
    return days.length == 0;
  }

  /** The i-th day with a value, 0 ≤ i &lt; {@link #size()}. */
  public int day(int i) {
    return days[i];
  }

  /** The value on {@link #day(int) day i}. */
  public double value(int i) {
    return values[i];
  }

  /** The first day with a value; the series must not be empty. */
  public int firstDay() {
    return days[0];
  }

  /** The last day with a value; the series must not be empty. */
  public int lastDay() {
    return days[days.length - 1];
  }

  /** The days, a copy. */
  public int[] days() {
    return days.clone();
  }

  /** The values, a copy. */
  public double[] values() {
    return values.clone();
  }

  /** How many days lie before the given one: the index of the first day that is not earlier. */
  public int indexFrom(int day) {
    int i = Arrays.binarySearch(days, day);
    return i < 0 ? -i - 1 : i;
  }

  /** The part from one day to another, both inclusive. */
  public Series between(int fromDay, int toDay) {
    int from = indexFrom(fromDay);
    int to = toDay == Integer.MAX_VALUE ? days.length : indexFrom(toDay + 1);
    return from >= to
        ? EMPTY
        : new Series(Arrays.copyOfRange(days, from, to), Arrays.copyOfRange(values, from, to));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Series s && Arrays.equals(days, s.days) && Arrays.equals(values, s.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(days) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "no values"
        : size()
            + " values, "
            + LocalDate.ofEpochDay(firstDay())
            + ".."
            + LocalDate.ofEpochDay(lastDay());
  }
}

package io.lambdax.core.transform;

import io.lambdax.core.series.Series;
import java.util.Arrays;

/** Collects the days on which a transform is defined: those with a finite value. */
final class Defined {
  private final int[] days;
  private final double[] values;
  private int size;

  Defined(int capacity) {
    days = new int[capacity];
    values = new double[capacity];
  }

  void add(int day, double value) {
    if (Double.isFinite(value)) {
      days[size] = day;
      values[size++] = value;
    }
  }

  Series series() {
    return Series.of(Arrays.copyOf(days, size), Arrays.copyOf(values, size));
  }
}

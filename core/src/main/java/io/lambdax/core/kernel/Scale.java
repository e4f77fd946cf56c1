package io.lambdax.core.kernel;

import io.lambdax.core.series.Series;
import java.util.List;

/**
 * What a series is centred by and its unit, the same in all windows, so that sums of their segments
 * can be added. The mean is of the shortest window: about it a longer one may lie off its own mean,
 * but then it varies by so much the more (the squared distance is at most as many times its
 * variance as it has values more), whereas about the mean of all days a quiet window could lose all
 * its digits. The unit is the largest value of all windows.
 */
record Scale(double mean, double unit) {
  /** A mean of fewer values could be far off: then the next longer window's is taken. */
  private static final int VALUES = 10;

  /** Of a series in windows, the shortest first. */
  static Scale of(Series series, List<Stretch> windows) {
    double mean = 0;
    for (Stretch window : windows) {
      Series here = window.in(series);
      mean = here.isEmpty() ? mean : mean(here);
      if (here.size() >= VALUES) {
        break;
      }
    }
    double unit = 0;
    for (Stretch window : windows) {
      Series here = window.in(series);
      for (int i = 0; i < here.size(); i++) {
        unit = Math.max(unit, Math.abs(here.value(i) - mean));
      }
    }
    // Of a constant, whatever its unit, nothing is left.
    return new Scale(mean, unit > 0 && Double.isFinite(unit) ? unit : 1);
  }

  private static double mean(Series series) {
    double sum = 0;
    for (int i = 0; i < series.size(); i++) {
      sum += series.value(i);
    }
    return sum / series.size();
  }
}

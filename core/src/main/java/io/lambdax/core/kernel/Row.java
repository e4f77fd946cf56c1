package io.lambdax.core.kernel;

import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transformed;

/**
 * A series on a stretch of the calendar, day beside day: centred, in units of its largest value,
 * and 0 where it has none. Mean and unit are of the windows, which begin and end where matches can:
 * an index has decades before the epidemic, which would cost digits. Immutable; arrays are shared.
 *
 * @param ranks what has to differ for the series not to be constant, where it has a value
 * @param has which days have a value
 * @param least the standard deviation below which the series may be constant but for rounding
 * @param energy the sum of squares
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns that nobody compares
record Row(double[] values, double[] ranks, boolean[] has, double least, double energy) {
  /** Below this share of its largest value a standard deviation may be nothing but rounding. */
  private static final double ROUNDING = 1e-6;

  static Row of(Transformed series, Stretch on, Scale scale) {
    Series here = on.in(series.values());
    Series hereRanks = on.in(series.ranks());
    double[] values = new double[on.days()];
    double[] ranks = new double[on.days()];
    boolean[] has = new boolean[on.days()];
    double energy = 0;
    for (int i = 0; i < here.size(); i++) {
      double value = (here.value(i) - scale.mean()) / scale.unit();
      energy += value * value;
      int day = here.day(i) - on.first();
      values[day] = value;
      ranks[day] = hereRanks.value(i);
      has[day] = true;
    }
    return new Row(values, ranks, has, ROUNDING * largest(hereRanks) / scale.unit(), energy);
  }

  /**
   * What this row spreads over on the days that another has too.
   *
   * @param here the first day of this row that counts
   * @param there the day of the other row that it meets
   * @param days how many count
   * @param spread widened by it
   */
  void spread(Row other, int here, int there, int days, Spread spread) {
    for (int day = 0; day < days; day++) {
      if (has[here + day] && other.has[there + day]) {
        spread.add(ranks[here + day]);
      }
    }
  }

  private static double largest(Series series) {
    double largest = 0;
    for (int i = 0; i < series.size(); i++) {
      largest = Math.max(largest, Math.abs(series.value(i)));
    }
    return largest;
  }
}

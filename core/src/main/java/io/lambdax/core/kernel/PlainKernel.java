package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel without art: y is laid on a calendar once, and every pair and lag takes one walk over
 * the days of x with running sums of values that were centred once. Where so little variance is
 * left that the sums could have lost it to rounding, the pair is asked the careful way.
 */
public final class PlainKernel implements PairKernel {
  /**
   * Below this share of the sum of squares a variance is worked out afresh: 1e-6 costs 6 of 16
   * digits. The same share of a side's largest value is the standard deviation below which the side
   * may be constant but for rounding: what centring leaves of a constant is noise of no scale.
   */
  private static final double CAREFUL_BELOW = 1e-6;

  @Override
  public void profiles(
      List<Transformed> xs,
      List<Transformed> ys,
      List<Bounds> windows,
      int minLag,
      int maxLag,
      Sink sink) {
    for (int j = 0; j < ys.size(); j++) {
      for (int i = 0; i < xs.size(); i++) {
        Transformed x = xs.get(i);
        Transformed y = ys.get(j);
        Map<Stretch, Profile> known = new HashMap<>();
        List<Profile> profiles = new ArrayList<>();
        for (Bounds bounds : windows) {
          Range.Days days = bounds.of(i, j);
          profiles.add(
              known.computeIfAbsent(
                  Stretch.meeting(days, Stretch.of(x), Stretch.of(y), minLag, maxLag),
                  key -> new Walk(x, y, days, minLag, maxLag).profile()));
        }
        sink.accept(i, j, profiles);
      }
    }
  }

  /** One pair in one window. */
  private static final class Walk {
    private final Pairing careful;
    private final int minLag;
    private final int maxLag;
    private final int[] days;
    private final double[] x;
    private final int firstDay;
    private final double[] calendar;
    private final double leastX;
    private final double leastY;

    Walk(Transformed x, Transformed y, Range.Days range, int minLag, int maxLag) {
      this.careful = new Pairing(x, y, range);
      this.minLag = minLag;
      this.maxLag = maxLag;
      Series ys = y.values();
      int from = ys.isEmpty() ? 1 : Math.max(range.first(), ys.firstDay() + minLag);
      int to = ys.isEmpty() ? 0 : Math.min(range.last(), ys.lastDay() + maxLag);
      Series near = x.values().between(from, to);
      this.days = near.days();
      this.x = centred(near.values());
      // Padded so that every day of x finds its place at every lag.
      this.firstDay = near.isEmpty() ? 0 : near.firstDay() - maxLag;
      this.calendar = new double[near.isEmpty() ? 0 : near.lastDay() - minLag - firstDay + 1];
      Arrays.fill(calendar, Double.NaN);
      int lastDay = near.isEmpty() ? -1 : near.lastDay() - minLag;
      Series inside = ys.between(firstDay, lastDay);
      // As Pairing does: where the transform is a logarithm, its argument has the scale.
      this.leastX = leastVariation(x.ranks().between(from, to));
      this.leastY = leastVariation(y.ranks().between(firstDay, lastDay));
      double[] values = centred(inside.values());
      for (int k = 0; k < values.length && calendar.length > 0; k++) {
        calendar[inside.day(k) - firstDay] = values[k];
      }
    }

    Profile profile() {
      double[] r = new double[maxLag - minLag + 1];
      int[] n = new int[r.length];
      for (int lag = minLag; lag <= maxLag; lag++) {
        at(lag, r, n);
      }
      return new Profile(minLag, r, n);
    }

    private void at(int lag, double[] r, int[] n) {
      int count = 0;
      double sx = 0;
      double sy = 0;
      double sxx = 0;
      double syy = 0;
      double sxy = 0;
      int offset = lag + firstDay;
      for (int k = 0; k < days.length; k++) {
        double b = calendar[days[k] - offset];
        if (!Double.isNaN(b)) {
          double a = x[k];
          count++;
          sx += a;
          sy += b;
          sxx += a * a;
          syy += b * b;
          sxy += a * b;
        }
      }
      double vx = count * sxx - sx * sx;
      double vy = count * syy - sy * sy;
      int at = lag - minLag;
      n[at] = count;
      if (count < Pearson.LEAST) {
        r[at] = Double.NaN;
      } else if (!(isPlain(vx, count, sxx, leastX) && isPlain(vy, count, syy, leastY))) {
        // also where squares are beyond what a double holds
        r[at] = careful.profileOf(lag, lag).r(lag).orElse(Double.NaN);
      } else {
        r[at] = Pearson.clip((count * sxy - sx * sy) / (Math.sqrt(vx) * Math.sqrt(vy)));
      }
    }

    /** Whether the sums hold the variation of a side to enough digits. */
    private static boolean isPlain(double v, int count, double squares, double least) {
      return v > CAREFUL_BELOW * count * squares && v > count * least * (count * least);
    }

    private static double leastVariation(Series ranks) {
      double most = 0;
      for (int i = 0; i < ranks.size(); i++) {
        most = Math.max(most, Math.abs(ranks.value(i)));
      }
      return CAREFUL_BELOW * most;
    }

    private static double[] centred(double[] v) {
      double sum = 0;
      for (double a : v) {
        sum += a;
      }
      double mean = v.length == 0 ? 0 : sum / v.length;
      for (int i = 0; i < v.length; i++) {
        v[i] -= mean;
      }
      return v;
    }
  }
}

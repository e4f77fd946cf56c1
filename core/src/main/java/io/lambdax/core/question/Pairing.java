package io.lambdax.core.question;

import io.lambdax.core.correlation.EffectiveN;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Side;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A market and a health series, transformed and ready to be asked at any lag. Immutable and safe
 * for use by several threads.
 */
public final class Pairing {
  private final Transformed x;
  private final Transformed y;
  private final Range.Days days;

  /** A pair of raw series under two transforms, on the range's days of x. */
  public Pairing(Series x, Series y, Transform xTransform, Transform yTransform, Range range) {
    this(xTransform.apply(x), yTransform.apply(y), range.of(x, y));
  }

  /** A pair whose transforms have been applied, on the given days of x. */
  public Pairing(Transformed x, Transformed y, Range.Days days) {
    this.x = x;
    this.y = y;
    this.days = days;
  }

  /** Which values meet at a lag. */
  public Matched matched(int lag) {
    return Matched.of(x, y, lag, days);
  }

  /** The answer at a lag; never NaN, and without r only with a reason. */
  public Answer answer(int lag, Method method) {
    return matched(lag).answer(method);
  }

  /**
   * The windows of so many calendar days through the days that match at a lag.
   *
   * @param days length of a window, at least 1
   * @param step calendar days from one window to the next, at least 1
   */
  public Rolling rolling(int lag, int days, int step) {
    return new Rolling(matched(lag), days, step);
  }

  /** Pearson's r and n from one lag to another, both inclusive. */
  public Profile profileOf(int minLag, int maxLag) {
    double[] r = new double[maxLag - minLag + 1];
    int[] n = new int[r.length];
    for (int i = 0; i < r.length; i++) {
      Matched m = matched(minLag + i);
      n[i] = m.n();
      r[i] = m.whyNone().isPresent() ? Double.NaN : Pearson.r(m.x(), m.y());
    }
    return new Profile(minLag, r, n);
  }

  /**
   * {@link #profileOf} with the significance of every r, as {@link #answer} gives it. Where the
   * same values of a side match at the next lag, what was summed of them is used again: most market
   * days match at every lag that is not negative.
   */
  public JudgedProfile judgedProfile(int minLag, int maxLag) {
    double[] r = new double[maxLag - minLag + 1];
    int[] n = new int[r.length];
    List<Optional<Significance>> significances = new ArrayList<>();
    Last lastX = new Last();
    Last lastY = new Last();
    for (int i = 0; i < r.length; i++) {
      Matched m = matched(minLag + i);
      n[i] = m.n();
      if (m.whyNone().isPresent()) {
        r[i] = Double.NaN;
        significances.add(Optional.empty());
      } else {
        Side a = lastX.of(m.x());
        Side b = lastY.of(m.y());
        r[i] = a.r(b);
        significances.add(Optional.of(Significance.of(r[i], EffectiveN.of(a, b))));
      }
    }
    return new JudgedProfile(new Profile(minLag, r, n), significances);
  }

  /** {@link #profileOf} as a list, in order of lags. */
  public List<LagPoint> profile(int minLag, int maxLag) {
    Profile profile = profileOf(minLag, maxLag);
    List<LagPoint> points = new ArrayList<>();
    for (int lag = minLag; lag <= maxLag; lag++) {
      points.add(new LagPoint(lag, profile.n(lag), profile.r(lag)));
    }
    return points;
  }

  /** The best lag from one to another, both inclusive, if any has an r. */
  public Optional<Best> best(int minLag, int maxLag) {
    return best(profileOf(minLag, maxLag));
  }

  /** The best lag of a profile of this pair. */
  public Optional<Best> best(Profile profile) {
    return profile.peak().map(this::best);
  }

  private Best best(Profile.Peak peak) {
    Matched m = matched(peak.lag());
    return Best.of(peak, Side.of(m.x()), Side.of(m.y()));
  }

  /** The side asked for last. */
  private static final class Last {
    private double[] values = {};
    private Optional<Side> side = Optional.empty();

    Side of(double[] wanted) {
      if (side.isEmpty() || !Arrays.equals(values, wanted)) {
        values = wanted;
        side = Optional.of(Side.of(wanted));
      }
      return side.get();
    }
  }
}

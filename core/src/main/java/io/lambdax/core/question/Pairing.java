package io.lambdax.core.question;

import io.lambdax.core.correlation.EffectiveN;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
    Significance s = Significance.of(peak.r(), EffectiveN.of(m.x(), m.y()));
    OptionalDouble adjusted =
        s.p().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.min(1, s.p().getAsDouble() * peak.lagsTested()));
    return new Best(peak.lag(), peak.r(), peak.n(), peak.lagsTested(), s, adjusted);
  }

  /** The significance of Pearson's r at a lag, where there is an r. */
  public Optional<Significance> significance(int lag) {
    Matched m = matched(lag);
    return m.whyNone().isPresent()
        ? Optional.empty()
        : Optional.of(Significance.of(Pearson.r(m.x(), m.y()), EffectiveN.of(m.x(), m.y())));
  }
}

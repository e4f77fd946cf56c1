package io.lambdax.core.question;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;

/**
 * What {@code /correlation} answers: how x on day d goes with y on day d - lag.
 *
 * @param x a market series; never shifted
 * @param y a health series
 * @param lag -365 to 365 calendar days; above 0 health leads
 */
public record Question(
    SeriesId x,
    SeriesId y,
    Transform xTransform,
    Transform yTransform,
    int lag,
    Method method,
    Range range) {
  /** The largest lag, either way. */
  public static final int MAX_LAG = 365;

  /** Refuses series on the wrong side and lags out of bounds. */
  public Question {
    if (x.kind() != Kind.MARKET) {
      throw new IllegalArgumentException("x " + x + " must be a market series");
    }
    if (y.kind() != Kind.HEALTH) {
      throw new IllegalArgumentException("y " + y + " must be a health series");
    }
    if (Math.abs((long) lag) > MAX_LAG) {
      throw new IllegalArgumentException(
          "lag " + lag + " must be from -" + MAX_LAG + " to " + MAX_LAG);
    }
  }
}

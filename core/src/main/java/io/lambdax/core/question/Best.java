package io.lambdax.core.question;

import io.lambdax.core.correlation.EffectiveN;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Side;
import io.lambdax.core.correlation.Significance;
import java.util.OptionalDouble;

/**
 * The best lag of a profile.
 *
 * @param lagsTested how many lags were in the running
 * @param pAdjusted p times the lags tested, at most 1: the best of many is less surprising than one
 */
public record Best(
    int lag, double r, int n, int lagsTested, Significance significance, OptionalDouble pAdjusted) {

  /** The lag of a peak, of the values that meet there. */
  static Best of(Profile.Peak peak, Side x, Side y) {
    // Not the peak's: kernels may differ in its last digit, and lists would in their order.
    double r = x.r(y);
    Significance s = Significance.of(r, EffectiveN.of(x, y));
    OptionalDouble adjusted =
        s.p().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.min(1, s.p().getAsDouble() * peak.lagsTested()));
    return new Best(peak.lag(), r, peak.n(), peak.lagsTested(), s, adjusted);
  }
}

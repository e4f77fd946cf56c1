package io.lambdax.core.correlation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far a Pearson r can be told from chance.
 *
 * @param nEff effective number of independent pairs, 2 to n
 * @param p two-sided, from Student's t with nEff - 2 degrees of freedom; absent at nEff = 2
 * @param ci95 95 % interval by Fisher's z with standard error 1/√(nEff - 3); absent at nEff ≤ 3
 */
public record Significance(double nEff, OptionalDouble p, Optional<Interval> ci95) {
  private static final double Z975 = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
  private static final double NEARLY_ONE = 1 - 1e-15;

  /** The significance of r, given the effective number of independent pairs. */
  public static Significance of(double r, double nEff) {
    return new Significance(nEff, p(r, nEff), ci95(r, nEff));
  }

  private static OptionalDouble p(double r, double nEff) {
    double freedom = nEff - 2;
    if (freedom <= 0) {
      return OptionalDouble.empty();
    }
    double t = Math.abs(r) * Math.sqrt(freedom / Math.max(1 - r * r, 1e-300));
    return OptionalDouble.of(2 * TDistribution.of(freedom).survivalProbability(t));
  }

  private static Optional<Interval> ci95(double r, double nEff) {
    if (nEff <= 3) {
      return Optional.empty();
    }
    double c = Math.max(-NEARLY_ONE, Math.min(NEARLY_ONE, r));
    double z = 0.5 * (Math.log1p(c) - Math.log1p(-c));
    double h = Z975 / Math.sqrt(nEff - 3);
    return Optional.of(new Interval(Math.tanh(z - h), Math.tanh(z + h)));
  }
}

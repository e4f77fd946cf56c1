package io.lambdax.core.correlation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;

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

  /** What is left of a perfect r: with hardly any freedom even that is not certain. */
  private static final double LEAST_LEFT = 1e-300;

  /** The significance of r, given the effective number of independent pairs. */
  public static Significance of(double r, double nEff) {
    return new Significance(nEff, p(r, nEff), ci95(r, nEff));
  }

  private static OptionalDouble p(double r, double nEff) {
    double freedom = nEff - 2;
    if (freedom <= 0) {
      return OptionalDouble.empty();
    }
    // t² = r²·freedom / (1 - r²), so that freedom / (freedom + t²) = 1 - r²: the beta distribution
    // behind Student's says the same without its being set up anew for each freedom.
    double explained = r * r;
    double left = Math.max(1 - explained, LEAST_LEFT);
    return OptionalDouble.of(
        left > 2 * explained
            ? RegularizedBeta.complement(explained, 0.5, freedom / 2)
            : RegularizedBeta.value(left, freedom / 2, 0.5));
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

package io.lambdax.core.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.statistics.distribution.TDistribution;

class SignificancePropertyTest {
  @Property(tries = 3_000)
  void p_isStudents(@ForAll("correlations") double r, @ForAll("freedoms") double freedom) {
    double nEff = 2 + freedom;
    double exact = nEff - 2;
    double t = Math.abs(r) * Math.sqrt(exact / Math.max(1 - r * r, 1e-300));
    double want = 2 * TDistribution.of(exact).survivalProbability(t);
    // What t was rounded by counts as often as there is freedom in a tail.
    double rounding = 1e-15 * exact + 1e-12;
    assertThat(Significance.of(r, nEff).p().orElseThrow())
        .isEqualTo(want, within(want * rounding + Double.MIN_NORMAL));
  }

  /** Of either sign, from next to nothing to all; many near either end and where forms change. */
  @Provide
  Arbitrary<Double> correlations() {
    return Arbitraries.oneOf(
            Arbitraries.of(0.0, 1e-9, Math.sqrt(1.0 / 3), Math.nextDown(1.0), 1.0),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.doubles().between(0.57, 0.58),
            Arbitraries.doubles().between(-12, 0).map(power -> Math.pow(10, power)),
            Arbitraries.doubles().between(-12, 0).map(power -> 1 - Math.pow(10, power)))
        .flatMap(r -> Arbitraries.of(r, -r));
  }

  @Provide
  Arbitrary<Double> freedoms() {
    return Arbitraries.doubles().between(-12, 4).map(power -> Math.pow(10, power));
  }
}

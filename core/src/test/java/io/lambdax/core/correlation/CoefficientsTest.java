package io.lambdax.core.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small cases worked by hand, and the bugs that others shipped. */
class CoefficientsTest {
  @Test
  void pearson_ofFourByHand() {
    // deviations -1.5 -.5 .5 1.5 and -1 1 -1 1: 2 / sqrt(5 * 4)
    assertThat(Pearson.r(new double[] {1, 2, 3, 4}, new double[] {1, 3, 1, 3}))
        .isEqualTo(2 / Math.sqrt(20), within(1e-15));
  }

  @Test
  void pearson_ofLargeLevels_losesNoDigits() {
    double[] x = {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4};
    assertThat(Pearson.r(x, new double[] {1, 3, 1, 3})).isEqualTo(2 / Math.sqrt(20), within(1e-12));
  }

  @Test
  void constant_isToldFromNoise() {
    assertThat(Pearson.constant(new double[] {0.1 + 0.2, 0.3, 0.3})).isTrue();
    assertThat(Pearson.constant(new double[] {1e6, 1e6 + 1})).isFalse();
    assertThat(Pearson.constant(new double[] {0, 0, 0})).isTrue();
    assertThat(Pearson.constant(new double[] {0, 1e-300})).isFalse();
  }

  @Test
  void spearman_sharesRanksAmongTies() {
    assertThat(Ranks.of(new double[] {10, 20, 20, 5})).containsExactly(2, 3.5, 3.5, 1);
  }

  @Test
  void kendall_withTies_byHand() {
    // pairs 6: x ties 1, y ties 1; concordant 3, discordant 1 -> (3-1)/sqrt(5*5)
    RankCorrelation c =
        RankCorrelation.kendall(new double[] {1, 2, 2, 3}, new double[] {1, 3, 2, 2});
    assertThat(c.r()).isEqualTo(0.4, within(1e-15));
  }

  @Test
  void kendall_exactP_ofFiveInOrder_isTwoInAHundredAndTwenty() {
    double[] v = {1, 2, 3, 4, 5};
    RankCorrelation c = RankCorrelation.kendall(v, v);
    assertThat(c.r()).isEqualTo(1.0, within(1e-15));
    assertThat(c.pIid()).isEqualTo(2.0 / 120, within(1e-15));
  }

  @Test
  void effectiveN_ofTrends_isFarBelowN_andNeverBelowTwo() {
    double[] trend = new double[40];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = i;
    }
    assertThat(EffectiveN.of(trend, trend)).isGreaterThanOrEqualTo(2).isLessThan(10);
  }

  @Test
  void effectiveN_ofAlternatingAgainstTrend_isAtMostN() {
    double[] x = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
    double[] y = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(EffectiveN.of(x, y)).isEqualTo(10);
  }

  @Test
  void significance_hasNoP_withoutDegreesOfFreedom_andNoIntervalAtThree() {
    assertThat(Significance.of(0.5, 2).p()).isEqualTo(OptionalDouble.empty());
    assertThat(Significance.of(0.5, 2.5).p()).isPresent();
    assertThat(Significance.of(0.5, 3).ci95()).isEmpty();
    assertThat(Significance.of(0.5, 3.5).ci95()).isPresent();
  }

  @Test
  void significance_ofAPerfectR_isFinite() {
    Significance s = Significance.of(-1, 50);
    assertThat(s.p().getAsDouble()).isZero();
    assertThat(s.ci95().orElseThrow().low()).isGreaterThanOrEqualTo(-1);
  }

  @Test
  void benjaminiHochberg_byHand() {
    // sorted .01 .02 .03 .5: x 4/1 4/2 4/3 4/4 = .04 .04 .04 .5, made monotone from the end
    assertThat(FalseDiscovery.benjaminiHochberg(new double[] {0.5, 0.01, 0.03, 0.02}))
        .containsExactly(new double[] {0.5, 0.04, 0.04, 0.04}, within(1e-15));
  }

  @Test
  void benjaminiHochberg_isTheSmallestRateAtWhichATestIsADiscovery_tiesAndBoundsToo() {
    Random random = new Random(20_201_214);
    for (int round = 0; round < 300; round++) {
      double[] p = new double[1 + random.nextInt(30)];
      Arrays.setAll(p, i -> random.nextBoolean() ? random.nextInt(11) / 10.0 : random.nextDouble());
      double[] q = FalseDiscovery.benjaminiHochberg(p);
      QValues alone = QValues.benjaminiHochberg(p);
      for (int i = 0; i < p.length; i++) {
        // Over every threshold at or above its p: the tests expected below by chance, of those
        // found.
        double least = 1;
        for (double threshold : p) {
          long found = Arrays.stream(p).filter(other -> other <= threshold).count();
          if (threshold >= p[i]) {
            least = Math.min(least, threshold * p.length / found);
          }
        }
        assertThat(q[i]).isCloseTo(least, within(1e-15));
        assertThat(alone.of(p[i] * (1 + 1e-15))).as("a last digit off").isEqualTo(q[i]);
      }
    }
  }

  @Test
  void benjaminiYekutieli_multipliesByTheHarmonicSum() {
    assertThat(FalseDiscovery.benjaminiYekutieli(new double[] {0.01, 0.5}))
        .containsExactly(new double[] {0.03, 0.75}, within(1e-15));
  }

  @Test
  void peak_ofTies_isTheSmallestLagThenThePositiveOne() {
    Profile tie =
        new Profile(-2, new double[] {.9, -.5, .1, .5 + 1e-13, .2}, new int[] {4, 9, 9, 9, 9});
    assertThat(tie.peak()).contains(new Profile.Peak(1, .5 + 1e-13, 9, 4));
  }

  @Test
  void peak_ofNothing_isNothing() {
    assertThat(new Profile(0, new double[] {Double.NaN}, new int[] {3}).peak()).isEmpty();
  }

  @Test
  void effectiveN_isTheFormula() {
    Random random = new Random(1998);
    for (int n = 2; n < 60; n++) {
      double[] x = random.doubles(n).toArray();
      double[] y = random.doubles(n).toArray();
      for (int i = 1; i < n; i++) {
        x[i] += 0.9 * x[i - 1];
        y[i] += 0.8 * y[i - 1];
      }
      assertThat(EffectiveN.of(x, y))
          .as("n = " + n)
          .isCloseTo(formula(x, y), withinPercentage(1e-11));
    }
  }

  private static double formula(double[] x, double[] y) {
    int n = x.length;
    double[] a = Pearson.centred(x);
    double[] b = Pearson.centred(y);
    double sum = 0;
    for (int k = 1; k <= n / 4; k++) {
      sum +=
          (double) (n - k) / n * (product(a, k) * product(b, k) / (product(a, 0) * product(b, 0)));
    }
    double inverse = 1.0 / n + 2.0 / n * sum;
    return inverse <= 1.0 / n ? n : Math.max(1 / inverse, 2);
  }

  private static double product(double[] v, int k) {
    double sum = 0;
    for (int i = k; i < v.length; i++) {
      sum += v[i] * v[i - k];
    }
    return sum;
  }
}

package io.lambdax.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.series.Series;
import org.junit.jupiter.api.Test;

/** Small cases worked by hand. */
class TransformTest {
  /** Days 0, 1, 4: a gap of two days. */
  private static final Series GAP = Series.of(new int[] {0, 1, 4}, new double[] {2, 4, 1});

  @Test
  void previous_reachesAcrossGaps() {
    assertThat(Transform.CHANGE.apply(GAP).values())
        .isEqualTo(Series.of(new int[] {1, 4}, new double[] {2, -3}));
    assertThat(Transform.RELCHANGE.apply(GAP).values())
        .isEqualTo(Series.of(new int[] {1, 4}, new double[] {1, -0.75}));
    assertThat(Transform.RETURN.apply(GAP).ranks())
        .isEqualTo(Series.of(new int[] {1, 4}, new double[] {2, 0.25}));
  }

  @Test
  void relchange_afterZero_isNotDefined() {
    Series s = Series.of(new int[] {0, 1, 2}, new double[] {0, 5, 10});
    assertThat(Transform.RELCHANGE.apply(s).values())
        .isEqualTo(Series.of(new int[] {2}, new double[] {1}));
  }

  @Test
  void return_ofZeroOrLess_isNotDefined() {
    Series s = Series.of(new int[] {0, 1, 2, 3}, new double[] {1, 0, -2, 3});
    assertThat(Transform.RETURN.apply(s).values()).isEqualTo(Series.EMPTY);
  }

  @Test
  void return_whoseRatioUnderflows_isNotDefined() {
    Series s = Series.of(new int[] {0, 1}, new double[] {Double.MAX_VALUE, Double.MIN_VALUE});
    assertThat(Transform.RETURN.apply(s).values()).isEqualTo(Series.EMPTY);
  }

  @Test
  void cumulative_sumsWhatIsPresent_negativeCorrectionsIncluded() {
    Series s = Series.of(new int[] {0, 2, 3}, new double[] {5, -2, 4});
    assertThat(Transform.CUMULATIVE.apply(s).values())
        .isEqualTo(Series.of(new int[] {0, 2, 3}, new double[] {5, 3, 7}));
  }

  @Test
  void avg7_needsFourOfSevenDays_andFillsDaysWithoutValue() {
    Series s = Series.of(new int[] {10, 11, 12, 14, 18}, new double[] {1, 2, 3, 6, 9});
    // 14: (1+2+3+6)/4; 15 and 16 still see 10..14 or 11..; 17 sees only 11, 12, 14; 18 sees 12, 14,
    // 18
    assertThat(Transform.AVG7.apply(s).values())
        .isEqualTo(Series.of(new int[] {14, 15, 16}, new double[] {3, 3, 3}));
  }

  @Test
  void growth7_comparesMeansAWeekApart() {
    int[] days = new int[14];
    double[] values = new double[14];
    for (int i = 0; i < 14; i++) {
      days[i] = i;
      values[i] = i < 7 ? 1 : 2;
    }
    Transformed growth = Transform.GROWTH7.apply(Series.of(days, values));
    // days 10..13 have 7 and at least 4 days behind both ends
    assertThat(growth.values().firstDay()).isEqualTo(10);
    assertThat(growth.values().value(3)).isEqualTo(Math.log(2), within(1e-15));
    assertThat(growth.ranks().value(3)).isEqualTo(2.0);
  }

  @Test
  void growth7_afterAWeekWithoutCases_isNotDefined() {
    int[] days = new int[14];
    double[] values = new double[14];
    for (int i = 0; i < 14; i++) {
      days[i] = i;
      values[i] = i < 7 ? 0 : 3;
    }
    assertThat(Transform.GROWTH7.apply(Series.of(days, values)).values()).isEqualTo(Series.EMPTY);
  }

  @Test
  void everyTransform_ofNothing_isNothing() {
    for (Transform t : Transform.values()) {
      assertThat(t.apply(Series.EMPTY).values()).isEqualTo(Series.EMPTY);
      assertThat(Transform.of(t.word())).contains(t);
    }
  }
}

package io.lambdax.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

  /** Day 5 was revised and withdrawn, day 6 came late, day 7 was withdrawn and came again. */
  private static final History HISTORY =
      History.of(
          new int[] {5, 5, 5, 6, 7, 7, 7},
          new long[] {1, 3, 4, 4, 1, 2, 5},
          new double[] {10, 11, Double.NaN, 20, 30, Double.NaN, 31});

  @Test
  void whatWasKnown_isTheNewestOfEachDayByThen_withoutWhatWasWithdrawn() {
    assertThat(HISTORY.asOf(0)).isEqualTo(Series.EMPTY);
    assertThat(HISTORY.asOf(1)).isEqualTo(series(5, 10, 7, 30));
    assertThat(HISTORY.asOf(2)).isEqualTo(series(5, 10));
    assertThat(HISTORY.asOf(3)).isEqualTo(series(5, 11));
    assertThat(HISTORY.asOf(4)).isEqualTo(series(6, 20));
    assertThat(HISTORY.asOf(5)).isEqualTo(series(6, 20, 7, 31));
    assertThat(HISTORY.asOf(Long.MAX_VALUE)).isEqualTo(HISTORY.asOf(5));
  }

  @Test
  void ofSomeVersionsAlone_theNewestOfTheseCounts() {
    assertThat(HISTORY.of(version -> version == 1 || version == 4)).isEqualTo(series(6, 20, 7, 30));
    assertThat(HISTORY.has(version -> version == 4)).isTrue();
    assertThat(HISTORY.has(version -> version > 5)).isFalse();
  }

  @Test
  void revisionsAreTheFactsAfterTheFirstOfADay() {
    assertThat(IntStream.range(0, HISTORY.size()).filter(HISTORY::isRevision))
        .containsExactly(1, 2, 5, 6);
    assertThat(HISTORY.value(2)).isEmpty();
    assertThat(HISTORY.value(6)).hasValue(31);
  }

  @Test
  void factsOutOfOrder_saidTwice_orInfinite_areRefused() {
    assertRefused(new int[] {2, 1}, new long[] {1, 1}, new double[] {1, 1});
    assertRefused(new int[] {1, 1}, new long[] {2, 1}, new double[] {1, 1});
    assertRefused(new int[] {1, 1}, new long[] {1, 1}, new double[] {1, 1});
    assertRefused(new int[] {1}, new long[] {1}, new double[] {Double.NEGATIVE_INFINITY});
    assertRefused(new int[] {1}, new long[] {1, 2}, new double[] {1});
  }

  private static void assertRefused(int[] days, long[] versions, double[] values) {
    assertThatIllegalArgumentException().isThrownBy(() -> History.of(days, versions, values));
  }

  private static Series series(double... daysAndValues) {
    int[] days = new int[daysAndValues.length / 2];
    double[] values = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = (int) daysAndValues[2 * i];
      values[i] = daysAndValues[2 * i + 1];
    }
    return Series.of(days, values);
  }
}

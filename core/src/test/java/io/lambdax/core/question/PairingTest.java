package io.lambdax.core.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairingTest {
  private static Series daily(int first, double... values) {
    return Series.of(IntStream.range(first, first + values.length).toArray(), values);
  }

  private static Pairing levels(Series x, Series y, Range range) {
    return new Pairing(x, y, Transform.LEVEL, Transform.LEVEL, range);
  }

  @Test
  void lag_aboveZero_meansHealthLeads() {
    Series y = daily(0, 3, 1, 4, 1, 5, 9, 2, 6);
    Series x = daily(3, 3, 1, 4, 1, 5, 9, 2, 6);
    Answer a = levels(x, y, Range.all()).answer(3, Method.PEARSON);
    assertThat(a.n()).isEqualTo(8);
    assertThat(a.r().getAsDouble()).isEqualTo(1.0, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-170, 1e-3, 1e160, 1e200})
  void answer_doesNotDependOnTheUnit(double unit) {
    double[] values = {3, 1, 4, 1, 5, 9, 2};
    Series y = daily(0, 2, 7, 1, 8, 2, 8, 1);
    Series scaled = daily(0, java.util.Arrays.stream(values).map(v -> v * unit).toArray());
    Answer want = levels(daily(0, values), y, Range.all()).answer(0, Method.PEARSON);
    Answer got = levels(scaled, y, Range.all()).answer(0, Method.PEARSON);
    assertThat(got.r().getAsDouble()).isEqualTo(want.r().getAsDouble(), within(1e-12));
    assertThat(got.nEff().getAsDouble()).isEqualTo(want.nEff().getAsDouble(), within(1e-9));
  }

  @Test
  void onlyDaysWithBothValues_count() {
    Series x = Series.of(new int[] {0, 1, 2, 5, 6, 9}, new double[] {1, 2, 3, 4, 5, 6});
    Series y = Series.of(new int[] {0, 2, 3, 5, 6, 9}, new double[] {2, 1, 9, 4, 3, 8});
    Matched m = levels(x, y, Range.all()).matched(0);
    assertThat(m.days()).containsExactly(0, 2, 5, 6, 9);
    assertThat(m.x()).containsExactly(1, 3, 4, 5, 6);
    assertThat(m.y()).containsExactly(2, 1, 4, 3, 8);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void constantSide_hasNoR_withAReason(Method method) {
    Series flat = daily(0, 7.1, 7.1, 7.1, 7.1, 7.1, 7.1);
    Series other = daily(0, 1, 2, 3, 4, 5, 7);
    assertThat(levels(flat, other, Range.all()).answer(0, method))
        .isEqualTo(Answer.none(6, "x is constant on the 6 days that match"));
    assertThat(levels(other, flat, Range.all()).answer(0, method).reason())
        .contains("y is constant on the 6 days that match");
  }

  @Test
  void averageOfAConstant_isStillConstant() {
    double[] tenth = new double[30];
    java.util.Arrays.fill(tenth, 0.1);
    tenth[12] = 0.1;
    Series y = daily(0, tenth);
    Series x = daily(0, IntStream.range(0, 30).mapToDouble(i -> Math.sin(i)).toArray());
    Answer a =
        new Pairing(x, y, Transform.LEVEL, Transform.AVG7, Range.all()).answer(0, Method.PEARSON);
    assertThat(a.r()).isEmpty();
    assertThat(a.reason().orElseThrow()).startsWith("y is constant");
  }

  @Test
  void fewerThanFiveDays_haveNoR() {
    Answer a =
        levels(daily(0, 1, 2, 3, 5), daily(0, 1, 2, 3, 4), Range.all()).answer(0, Method.PEARSON);
    assertThat(a.reason())
        .contains("only 4 days have a value on both sides; at least 5 are needed");
  }

  @Test
  void fromAndTo_boundTheDaysOfX_bothInclusive() {
    Series x = daily(10, 1, 2, 3, 4, 5, 6, 7, 8);
    Series y = daily(0, IntStream.range(0, 30).mapToDouble(i -> i * i).toArray());
    Range range =
        Range.between(Optional.of(LocalDate.ofEpochDay(11)), Optional.of(LocalDate.ofEpochDay(15)));
    assertThat(levels(x, y, range).matched(4).days()).containsExactly(11, 12, 13, 14, 15);
  }

  @Test
  void window_endsWhereTheShorterSeriesEnds_whateverTheLag() {
    Series x = daily(0, IntStream.range(0, 40).mapToDouble(i -> i).toArray());
    Series y = daily(0, IntStream.range(0, 31).mapToDouble(i -> i).toArray());
    Pairing p = levels(x, y, Range.window(10));
    assertThat(p.matched(0).days()).containsExactly(21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    assertThat(p.matched(5).days()).hasSize(10).startsWith(21);
    assertThat(p.matched(-5).days()).containsExactly(21, 22, 23, 24, 25);
  }

  @Test
  void transforms_seeTheWholeSeries_notOnlyTheWindow() {
    Series x = daily(0, IntStream.range(0, 40).mapToDouble(i -> 100 + i).toArray());
    Series y = daily(0, IntStream.range(0, 40).mapToDouble(i -> i * i).toArray());
    Matched m =
        new Pairing(x, y, Transform.CHANGE, Transform.CUMULATIVE, Range.window(5)).matched(0);
    assertThat(m.x()).containsExactly(1, 1, 1, 1, 1);
    assertThat(m.y()[0]).isEqualTo(35.0 * 36 * 71 / 6);
  }
}

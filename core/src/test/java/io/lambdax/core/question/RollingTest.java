package io.lambdax.core.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RollingTest {
  private static Series daily(int first, double... values) {
    return Series.of(IntStream.range(first, first + values.length).toArray(), values);
  }

  private static List<Rolling.Window> windows(Series x, Series y, int days, int step) {
    return new Pairing(x, y, Transform.LEVEL, Transform.LEVEL, Range.all())
        .rolling(0, days, step)
        .windows(Method.PEARSON);
  }

  @Test
  void windows_workedByHand() {
    Series x = daily(0, 1, 2, 3, 4, 5, 9, 9);
    Series y = daily(0, 2, 4, 3, 5, 6, 0, 9);
    List<Rolling.Window> windows = windows(x, y, 5, 2);
    assertThat(windows).extracting(Rolling.Window::first).containsExactly(0, 2);
    assertThat(windows).extracting(Rolling.Window::last).containsExactly(4, 6);
    // Σ(x-3)² = 10, Σ(y-4)² = 10, Σ(x-3)(y-4) = 9
    assertThat(windows.get(0).answer().r().orElseThrow()).isEqualTo(0.9, within(1e-15));
    assertThat(windows.get(0).answer().n()).isEqualTo(5);
  }

  @Test
  void lastWindow_endsOnTheLastDayThatMatches_andNoneBeginsBeforeTheFirst() {
    Series x = Series.of(new int[] {3, 4, 5, 6, 7, 10, 11, 12, 20}, new double[9]);
    Series y = daily(0, new double[13]);
    List<Rolling.Window> windows = windows(x, y, 6, 2);
    assertThat(windows).extracting(Rolling.Window::last).containsExactly(8, 10, 12);
    assertThat(windows).extracting(w -> w.answer().n()).containsExactly(5, 4, 4);
    assertThat(windows.get(0).answer().reason()).contains("x is constant on the 5 days that match");
    assertThat(windows.get(1).answer().reason().orElseThrow()).startsWith("only 4 days");
    assertThat(windows(x, y, 10, 7)).hasSize(1);
    assertThat(windows(x, y, 11, 1)).isEmpty();
    assertThat(windows(x, Series.EMPTY, 1, 1)).isEmpty();
  }

  @Test
  void windowOrStepBelowOne_isRefused() {
    assertThatThrownBy(() -> windows(Series.EMPTY, Series.EMPTY, 0, 1))
        .hasMessageContaining("windows of 0 days");
    assertThatThrownBy(() -> windows(Series.EMPTY, Series.EMPTY, 5, 0))
        .hasMessageContaining("steps of 0");
  }

  /** Bit for bit what the question of the same days answers, whatever is asked. */
  @Property(tries = 200)
  void everyWindow_isTheQuestionFromItsFirstToItsLastDay(
      @ForAll Random random,
      @ForAll Method method,
      @ForAll Transform xTransform,
      @ForAll Transform yTransform,
      @ForAll @IntRange(min = -20, max = 20) int lag,
      @ForAll @IntRange(min = 1, max = 60) int days,
      @ForAll @IntRange(min = 1, max = 10) int step) {
    Series x = gappy(random);
    Series y = gappy(random);
    Rolling rolling =
        new Pairing(x, y, xTransform, yTransform, Range.all()).rolling(lag, days, step);
    List<Rolling.Window> windows = rolling.windows(method);
    assertThat(windows).hasSize(rolling.count());
    for (Rolling.Window window : windows) {
      assertThat(window.last() - window.first() + 1).isEqualTo(days);
      Range range = Range.between(day(window.first()), day(window.last()));
      assertThat(window.answer())
          .isEqualTo(new Pairing(x, y, xTransform, yTransform, range).answer(lag, method));
    }
  }

  private static Optional<LocalDate> day(int day) {
    return Optional.of(LocalDate.ofEpochDay(day));
  }

  private static Series gappy(Random random) {
    int[] days = IntStream.range(0, 120).filter(day -> random.nextInt(4) > 0).toArray();
    return Series.of(days, random.doubles(days.length, 1, 5).map(Math::rint).toArray());
  }
}

package io.lambdax.core.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.Series;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Days beside sets of days. */
class DaysPropertyTest {
  @Property(tries = 2_000)
  void whatMeets_isWhatASetSays(
      @ForAll("days") Set<Integer> these,
      @ForAll("days") Set<Integer> others,
      @ForAll @IntRange(min = -400, max = 400) int lag,
      @ForAll("ranges") Range.Days range) {
    Series x = series(these);
    Column column = new Column(x);
    Column other = new Column(series(others));
    Set<Integer> both = new TreeSet<>(these);
    both.removeIf(day -> day < range.first() || day > range.last() || !others.contains(day - lag));
    Days met = column.days().meeting(other.days(), lag, range);
    assertThat(met).isEqualTo(Days.of(series(both))).hasSameHashCodeAs(Days.of(series(both)));
    assertThat(met.count()).isEqualTo(both.size());
    assertThat(column.values(met)).containsExactly(series(both).values());
    Set<Integer> earlier = both.stream().map(day -> day - lag).collect(Collectors.toSet());
    assertThat(met.earlier(lag)).isEqualTo(Days.of(series(earlier)));
    assertThat(other.values(met.earlier(lag))).containsExactly(series(earlier).values());
  }

  @Provide
  Arbitrary<Set<Integer>> days() {
    return Arbitraries.randoms().map(DaysPropertyTest::days);
  }

  @Provide
  Arbitrary<Range.Days> ranges() {
    Arbitrary<Integer> first = Arbitraries.integers().between(-500, 500);
    return Arbitraries.oneOf(
        Arbitraries.just(new Range.Days(Integer.MIN_VALUE, Integer.MAX_VALUE)),
        first.flatMap(
            from ->
                Arbitraries.integers()
                    .between(-1, 600)
                    .map(length -> new Range.Days(from, from + length))));
  }

  /** Before and after 1970, all of a stretch, most, or few; also none. */
  private static Set<Integer> days(Random random) {
    int first = random.nextInt(900) - 450;
    int length = random.nextInt(400);
    int kind = random.nextInt(4);
    Set<Integer> out = new TreeSet<>();
    for (int day = first; day < first + length; day++) {
      if (kind == 0 || (kind == 1 && day % 7 < 5) || random.nextInt(10) < 3 * kind) {
        out.add(day);
      }
    }
    return out;
  }

  /** Of each day the value is its number, so that it is seen where a value comes from. */
  private static Series series(Set<Integer> days) {
    int[] at = days.stream().sorted().mapToInt(Integer::intValue).toArray();
    return Series.of(at, Arrays.stream(at).asDoubleStream().toArray());
  }
}

package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law that any kernel must keep: what one pair at a time says. */
class KernelPropertyTest {
  @Property(tries = 300)
  void everyPairAndLag_isWhatThePairingSays(
      @ForAll("series") Series x,
      @ForAll("series") Series y,
      @ForAll Transform xTransform,
      @ForAll Transform yTransform,
      @ForAll("ranges") Range range) {
    Transformed xt = xTransform.apply(x);
    Transformed yt = yTransform.apply(y);
    Range.Days days = range.of(x, y);
    Profile[] got = new Profile[1];
    new PlainKernel()
        .profiles(
            List.of(xt), List.of(yt), (i, j) -> days, -12, 9, (i, j, profile) -> got[0] = profile);
    Profile want = new Pairing(xt, yt, days).profileOf(-12, 9);
    for (int lag = -12; lag <= 9; lag++) {
      assertThat(got[0].n(lag)).isEqualTo(want.n(lag));
      assertThat(got[0].r(lag).isPresent()).isEqualTo(want.r(lag).isPresent());
      if (want.r(lag).isPresent()) {
        double r = want.r(lag).getAsDouble();
        assertThat(got[0].r(lag).getAsDouble()).isEqualTo(r, within(1e-9)).isBetween(-1.0, 1.0);
      }
    }
  }

  @Provide
  Arbitrary<Range> ranges() {
    return Arbitraries.of(Range.all(), Range.window(1), Range.window(20), Range.window(90));
  }

  /** Gaps, ties, zeros, negative corrections, large levels, constants; also empty. */
  @Provide
  Arbitrary<Series> series() {
    Arbitrary<Double> values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-3, 12).map(Integer::doubleValue),
            Arbitraries.doubles().between(0.5, 2).map(v -> 1e6 + v),
            Arbitraries.just(4.2));
    return Arbitraries.oneOf(withGaps(values), steady());
  }

  /**
   * Constant throughout, or growing by the same share every day: but for rounding, no variation.
   */
  private static Arbitrary<Series> steady() {
    return Combinators.combine(
            Arbitraries.doubles().between(0.01, 1e7),
            Arbitraries.of(1.0, 1.01, 0.97),
            Arbitraries.integers().between(5, 80))
        .as(
            (first, growth, size) -> {
              int[] days = new int[size];
              double[] values = new double[size];
              for (int i = 0; i < size; i++) {
                days[i] = i;
                values[i] = first * Math.pow(growth, i);
              }
              return Series.of(days, values);
            });
  }

  private static Arbitrary<Series> withGaps(Arbitrary<Double> values) {
    Arbitrary<Map<Integer, Double>> days =
        Combinators.combine(Arbitraries.integers().between(0, 80), values)
            .as(Map::entry)
            .list()
            .ofMaxSize(80)
            .map(
                list -> {
                  Map<Integer, Double> out = new TreeMap<>();
                  list.forEach(e -> out.put(e.getKey(), e.getValue()));
                  return out;
                });
    return days.map(
        m ->
            Series.of(
                m.keySet().stream().mapToInt(Integer::intValue).toArray(),
                m.values().stream().mapToDouble(Double::doubleValue).toArray()));
  }
}

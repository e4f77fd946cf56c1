package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The law that any kernel must keep: what one pair at a time says. */
class KernelPropertyTest {
  private static final int MIN_LAG = -12;
  private static final int MAX_LAG = 9;

  @Property(tries = 600)
  void everyPairWindowAndLag_isWhatThePairingSays(
      @ForAll("kernels") PairKernel kernel,
      @ForAll @Size(min = 1, max = 5) List<@From("series") Series> xs,
      @ForAll @Size(min = 1, max = 5) List<@From("series") Series> ys,
      @ForAll Transform xTransform,
      @ForAll Transform yTransform,
      @ForAll @Size(min = 1, max = 4) List<@From("ranges") Range> ranges) {
    List<Transformed> xt = xs.stream().map(xTransform::apply).toList();
    List<Transformed> yt = ys.stream().map(yTransform::apply).toList();
    Map<List<Integer>, List<Profile>> got = new HashMap<>();
    kernel.profiles(
        xt,
        yt,
        ranges.stream().map(range -> bounds(range, xs, ys)).toList(),
        MIN_LAG,
        MAX_LAG,
        (i, j, profiles) -> assertThat(got.put(List.of(i, j), profiles)).isNull());
    assertThat(got).hasSize(xs.size() * ys.size());
    got.forEach(
        (pair, profiles) -> {
          assertThat(profiles).hasSameSizeAs(ranges);
          int i = pair.get(0);
          int j = pair.get(1);
          for (int w = 0; w < ranges.size(); w++) {
            Range.Days days = ranges.get(w).of(xs.get(i), ys.get(j));
            compare(
                profiles.get(w),
                new Pairing(xt.get(i), yt.get(j), days).profileOf(MIN_LAG, MAX_LAG));
          }
        });
  }

  @Property(tries = 100)
  void windowsLongerThanTheData_shareTheProfileOfAllDays(
      @ForAll("kernels") PairKernel kernel,
      @ForAll @Size(min = 1, max = 3) List<@From("series") Series> xs,
      @ForAll @Size(min = 1, max = 3) List<@From("series") Series> ys) {
    List<Transformed> xt = xs.stream().map(Transform.LEVEL::apply).toList();
    List<Transformed> yt = ys.stream().map(Transform.LEVEL::apply).toList();
    List<Range> ranges = List.of(Range.window(200), Range.window(30), Range.window(300));
    kernel.profiles(
        xt,
        yt,
        ranges.stream().map(range -> bounds(range, xs, ys)).toList(),
        MIN_LAG,
        MAX_LAG,
        (i, j, profiles) -> assertThat(profiles.get(2)).isSameAs(profiles.get(0)));
  }

  private static PairKernel.Bounds bounds(Range range, List<Series> xs, List<Series> ys) {
    return (i, j) -> range.of(xs.get(i), ys.get(j));
  }

  private static void compare(Profile got, Profile want) {
    assertThat(got.minLag()).isEqualTo(MIN_LAG);
    assertThat(got.maxLag()).isEqualTo(MAX_LAG);
    for (int lag = MIN_LAG; lag <= MAX_LAG; lag++) {
      assertThat(got.n(lag)).isEqualTo(want.n(lag));
      assertThat(got.r(lag).isPresent()).isEqualTo(want.r(lag).isPresent());
      if (want.r(lag).isPresent()) {
        double r = want.r(lag).getAsDouble();
        assertThat(got.r(lag).getAsDouble()).isEqualTo(r, within(1e-9)).isBetween(-1.0, 1.0);
      }
    }
  }

  @Provide
  Arbitrary<PairKernel> kernels() {
    Products java = new JavaProducts();
    return Arbitraries.of(
        new PlainKernel(),
        new BlockKernel(java),
        new BlockKernel(new PhaseProducts(java)),
        new BlockKernel(new PhaseProducts(new PhaseProducts(java))));
  }

  @Provide
  Arbitrary<Range> ranges() {
    return Arbitraries.oneOf(
        Arbitraries.just(Range.all()),
        Arbitraries.integers().between(1, 200).map(Range::window),
        Arbitraries.of(20, 40).map(Range::window));
  }

  /** Gaps, ties, zeros, negative corrections, large levels, constants; also empty. */
  @Provide
  Arbitrary<Series> series() {
    Arbitrary<Double> values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-3, 12).map(Integer::doubleValue),
            Arbitraries.doubles().between(0.5, 2).map(v -> 1e6 + v),
            Arbitraries.just(4.2));
    return Arbitraries.oneOf(withGaps(values), steady(), turning());
  }

  /**
   * Of one kind up to some day and of another from it on, of which either may be constant, tiny or
   * far off: what a short window sees is nothing like what a long one does.
   */
  private static Arbitrary<Series> turning() {
    return Combinators.combine(
            Arbitraries.integers().between(20, 160),
            Arbitraries.integers().between(0, 160),
            Arbitraries.of(0.0, 1e-7, 1.0, 1e5),
            Arbitraries.of(0.0, 1e-7, 1.0, 1e5),
            Arbitraries.of(0.0, 3.3, 1e6),
            Arbitraries.integers().between(1, 5),
            Arbitraries.randomValue(random -> random.nextLong()))
        .as(
            (size, turn, before, after, step, gaps, seed) -> {
              Random random = new Random(seed);
              int[] days =
                  IntStream.range(0, size)
                      .filter(day -> gaps == 1 || random.nextInt(gaps) > 0)
                      .toArray();
              double[] values =
                  IntStream.of(days)
                      .mapToDouble(
                          day ->
                              day < turn
                                  ? 4.2 + before * random.nextDouble()
                                  : 4.2 + step + after * random.nextDouble())
                      .toArray();
              return Series.of(days, values);
            });
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

package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is worked out for many pairs together is, bit for bit, what each pair says alone. */
class SummariesPropertyTest {
  private static final int MAX_LAG = 15;

  @Property(tries = 300)
  void everySummary_isWhatThePairSays(
      @ForAll("kernels") PairKernel kernel,
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 8) int rows,
      @ForAll @IntRange(min = 3, max = 160) int days,
      @ForAll Transform xTransform,
      @ForAll Transform yTransform,
      @ForAll @Size(min = 1, max = 4) List<@From("ranges") Range> ranges) {
    Map<SeriesId, Series> xs = series("market:X%d:close", rows, days, random);
    Map<SeriesId, Series> ys = series("health:Y%d:cases", rows + 2, days, random);
    List<List<Summary>> got =
        new Summaries(kernel)
            .of(
                xs,
                ys,
                xTransform,
                yTransform,
                ranges.stream().map(Range::window).toList(),
                -MAX_LAG,
                MAX_LAG);
    List<List<Summary>> want = alone(kernel, xs, ys, xTransform, yTransform, ranges);
    assertThat(got).hasSameSizeAs(want);
    for (int w = 0; w < want.size(); w++) {
      assertThat(got.get(w)).containsExactlyElementsOf(want.get(w));
    }
  }

  private static List<List<Summary>> alone(
      PairKernel kernel,
      Map<SeriesId, Series> xs,
      Map<SeriesId, Series> ys,
      Transform xTransform,
      Transform yTransform,
      List<Range> ranges) {
    List<SeriesId> x = List.copyOf(xs.keySet());
    List<SeriesId> y = List.copyOf(ys.keySet());
    List<List<Summary>> out = new ArrayList<>();
    ranges.forEach(range -> out.add(new ArrayList<>()));
    kernel.profiles(
        x.stream().map(id -> xTransform.apply(xs.get(id))).toList(),
        y.stream().map(id -> yTransform.apply(ys.get(id))).toList(),
        ranges.stream()
            .<PairKernel.Bounds>map(range -> (i, j) -> range.of(xs.get(x.get(i)), ys.get(y.get(j))))
            .toList(),
        -MAX_LAG,
        MAX_LAG,
        (i, j, profiles) -> {
          for (int w = 0; w < profiles.size(); w++) {
            out.get(w)
                .add(
                    alone(
                        x.get(i),
                        y.get(j),
                        profiles.get(w),
                        new Pairing(
                            xs.get(x.get(i)),
                            ys.get(y.get(j)),
                            xTransform,
                            yTransform,
                            ranges.get(w))));
          }
        });
    return out;
  }

  private static Summary alone(SeriesId x, SeriesId y, Profile profile, Pairing pairing) {
    return new Summary(x, y, profile.r(0), profile.n(0), pairing.best(profile));
  }

  @Provide
  Arbitrary<PairKernel> kernels() {
    return Arbitraries.of(new PlainKernel(), new BlockKernel(new JavaProducts()));
  }

  @Provide
  Arbitrary<Range> ranges() {
    return Arbitraries.of(Range.all(), Range.window(6), Range.window(40), Range.window(130));
  }

  /** Daily, on weekdays, with gaps of their own, or few; walks, few different values, constants. */
  private static Map<SeriesId, Series> series(String name, int rows, int days, Random random) {
    Map<SeriesId, Series> out = new LinkedHashMap<>();
    List<IntPredicate> masks =
        List.of(
            day -> true,
            day -> day % 7 < 5,
            day -> random.nextInt(8) > 0,
            day -> random.nextInt(3) == 0);
    boolean alike = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      int first = 7 * random.nextInt(3);
      IntPredicate mask = masks.get(random.nextInt(alike ? 2 : masks.size()));
      int[] at = IntStream.range(first, first + days).filter(mask).toArray();
      out.put(SeriesId.parse(name.formatted(row)), Series.of(at, values(at.length, random)));
    }
    return out;
  }

  private static double[] values(int size, Random random) {
    int kind = random.nextInt(5);
    double[] out = new double[size];
    double walk = 1e4;
    for (int i = 0; i < size; i++) {
      walk += random.nextGaussian();
      out[i] = kind == 0 ? 4.2 : kind == 1 ? random.nextInt(4) : walk;
    }
    return out;
  }
}

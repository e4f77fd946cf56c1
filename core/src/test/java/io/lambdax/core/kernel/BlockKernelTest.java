package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More series than a tile has, and the same answer however the work is cut. */
class BlockKernelTest {
  private static final Range.Days ALL = new Range.Days(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final double AGREED = 1e-12;
  private static final int MAX_LAG = 10;

  private final Random random = new Random(20_200_311);
  private final List<Transformed> xs = series(70, 300, 5);
  private final List<Transformed> ys = series(130, 280, 2);
  private final Profile[][] whole = profiles(new JavaProducts(), xs, ys);

  @Test
  void manyTiles_areWhatThePairingSays() {
    for (int i = 0; i < xs.size(); i += 23) {
      for (int j = 0; j < ys.size(); j += 9) {
        Profile want = new Pairing(xs.get(i), ys.get(j), ALL).profileOf(-MAX_LAG, MAX_LAG);
        assertThat(difference(whole[i][j], want)).isLessThan(AGREED);
      }
    }
  }

  @Test
  void cuttingTheWork_doesNotShow() {
    Profile[][] some = profiles(new JavaProducts(), xs.subList(7, 20), ys.subList(100, 101));
    for (int i = 0; i < some.length; i++) {
      assertThat(difference(some[i][0], whole[7 + i][100])).isLessThan(AGREED);
    }
  }

  @Test
  void anotherWayToMultiply_doesNotShow() {
    Profile[][] phases = profiles(new PhaseProducts(new PhaseProducts(new JavaProducts())), xs, ys);
    for (int i = 0; i < xs.size(); i++) {
      for (int j = 0; j < ys.size(); j++) {
        assertThat(difference(phases[i][j], whole[i][j])).isLessThan(AGREED);
      }
    }
  }

  /** As series end on different days, so do their windows. */
  @Test
  void severalWindowsAtOnce_areEachWhatThePairingSays_andWhatItIsAlone() {
    List<Transformed> some = xs.subList(0, 66);
    List<Transformed> others = new ArrayList<>(ys.subList(0, 66));
    others.addAll(series(4, 220, 3));
    List<Range> ranges =
        List.of(Range.all(), Range.window(365), Range.window(200), Range.window(40));
    Profile[][][] got = new Profile[some.size()][others.size()][];
    List<PairKernel.Bounds> bounds =
        ranges.stream()
            .<PairKernel.Bounds>map(
                range -> (i, j) -> range.of(some.get(i).values(), others.get(j).values()))
            .toList();
    PairKernel kernel = new BlockKernel(new PhaseProducts(new JavaProducts()));
    kernel.profiles(
        some,
        others,
        bounds,
        -MAX_LAG,
        MAX_LAG,
        (i, j, profiles) -> got[i][j] = profiles.toArray(Profile[]::new));
    for (int w = 0; w < ranges.size(); w++) {
      int window = w;
      kernel.profiles(
          some,
          others,
          bounds.get(w),
          -MAX_LAG,
          MAX_LAG,
          (i, j, alone) -> assertThat(difference(got[i][j][window], alone)).isLessThan(AGREED));
      for (int i = 0; i < some.size(); i += 13) {
        for (int j = 0; j < others.size(); j += 3) {
          Profile want =
              new Pairing(some.get(i), others.get(j), bounds.get(w).of(i, j))
                  .profileOf(-MAX_LAG, MAX_LAG);
          assertThat(difference(got[i][j][w], want)).isLessThan(AGREED);
        }
      }
    }
  }

  /** What happened long before any match could costs no digit, and so no care. */
  @Test
  void decadesBeforeTheOtherSide_countForNothing() {
    int[] days = new int[12_000];
    double[] values = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = i - 11_700;
      values[i] = i * i + 100 * random.nextGaussian();
    }
    Series series = Series.of(days, values);
    Transformed old = new Transformed(series, series);
    Profile got = profiles(new JavaProducts(), List.of(old), ys.subList(0, 1))[0][0];
    Profile want = new Pairing(old, ys.get(0), ALL).profileOf(-MAX_LAG, MAX_LAG);
    assertThat(difference(got, want)).isLessThan(AGREED);
  }

  /** The largest difference of r; without end where n or the having of an r differs. */
  private static double difference(Profile a, Profile b) {
    double worst = 0;
    for (int lag = -MAX_LAG; lag <= MAX_LAG; lag++) {
      if (a.n(lag) != b.n(lag) || a.r(lag).isPresent() != b.r(lag).isPresent()) {
        return Double.POSITIVE_INFINITY;
      }
      worst = Math.max(worst, Math.abs(a.r(lag).orElse(0) - b.r(lag).orElse(0)));
    }
    return worst;
  }

  private static Profile[][] profiles(
      Products products, List<Transformed> xs, List<Transformed> ys) {
    Profile[][] out = new Profile[xs.size()][ys.size()];
    new BlockKernel(products)
        .profiles(xs, ys, (i, j) -> ALL, -MAX_LAG, MAX_LAG, (i, j, p) -> out[i][j] = p);
    return out;
  }

  /** Walks with days missing at random, some share a mask; every fifth with weekends missing. */
  private List<Transformed> series(int rows, int days, int weekends) {
    List<Transformed> out = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int[] at = new int[days];
      double[] values = new double[days];
      int n = 0;
      double value = 1e4;
      for (int day = 0; day < days; day++) {
        value += random.nextGaussian();
        boolean has = row % weekends == 0 ? day % 7 < 5 : random.nextDouble() > 0.1 * (row % 6);
        if (has) {
          at[n] = day;
          values[n++] = value;
        }
      }
      Series series = Series.of(Arrays.copyOf(at, n), Arrays.copyOf(values, n));
      out.add(new Transformed(series, series));
    }
    return out;
  }
}

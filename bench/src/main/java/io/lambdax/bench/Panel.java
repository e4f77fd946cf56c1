package io.lambdax.bench;

import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import io.lambdax.testing.MirroredFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * Series for the kernel: x of {@link #DAYS} days, y of 60 more before and behind.
 *
 * @param x NaN where there is no value
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares panels
record Panel(String name, double[][] x, double[][] y, List<Transformed> xs, List<Transformed> ys) {
  static final int DAYS = 760;
  private static final int MARKET = 200;
  private static final int HEALTH = 948;
  private static final int MORE = 60;
  private static final double MISSING = 0.03;

  /** A value is missing with the same chance everywhere. */
  static Panel random() {
    Random random = new Random(20_200_320);
    return of(
        "3 % missing at random",
        (row, day) -> random.nextDouble() >= MISSING,
        (row, day) -> random.nextDouble() >= MISSING,
        random);
  }

  /**
   * Days are missing where they are in the mirror: of the shares, returns on days they trade; of
   * the countries, the growth of a week's sum over the last.
   */
  static Panel mirrored(Path data) {
    LocalDate first = LocalDate.of(2020, 1, 1);
    int days = (int) (LocalDate.of(2020, 12, 14).toEpochDay() - first.toEpochDay()) + 1;
    List<boolean[]> market =
        masks(MirroredFiles.closes(data).values(), Transform.RETURN, first, days);
    List<boolean[]> health =
        masks(
            MirroredFiles.ecdc(data.resolve("mirror/ecdc/casedistribution-2020-12-14.csv.gz"))
                .values(),
            Transform.GROWTH7,
            first,
            days);
    return of(
        "the mirror's masks, returns and growth7",
        (row, day) -> market.get(row % market.size())[day % days],
        (row, day) -> health.get(row % health.size())[Math.floorMod(day - MORE, days)],
        new Random(20_200_321));
  }

  private static List<boolean[]> masks(
      Iterable<SortedMap<LocalDate, Double>> series,
      Transform transform,
      LocalDate first,
      int days) {
    List<boolean[]> out = new ArrayList<>();
    int from = (int) first.toEpochDay();
    for (SortedMap<LocalDate, Double> one : series) {
      Series values = transform.apply(Series.of(one)).values().between(from, from + days - 1);
      boolean[] has = new boolean[days];
      for (int i = 0; i < values.size(); i++) {
        has[values.day(i) - from] = true;
      }
      out.add(has);
    }
    return out;
  }

  private interface Mask {
    boolean has(int row, int day);
  }

  private static Panel of(String name, Mask ofX, Mask ofY, Random random) {
    double[][] x = rows(MARKET, DAYS, ofX, random);
    double[][] y = rows(HEALTH, DAYS + 2 * MORE, ofY, random);
    return new Panel(name, x, y, series(x, 0), series(y, -MORE));
  }

  private static double[][] rows(int rows, int days, Mask mask, Random random) {
    double[][] out = new double[rows][days];
    for (int row = 0; row < rows; row++) {
      for (int day = 0; day < days; day++) {
        double value = random.nextGaussian();
        out[row][day] = mask.has(row, day) ? value : Double.NaN;
      }
    }
    return out;
  }

  private static List<Transformed> series(double[][] rows, int firstDay) {
    List<Transformed> out = new ArrayList<>();
    for (double[] row : rows) {
      int[] days = new int[row.length];
      double[] values = new double[row.length];
      int n = 0;
      for (int day = 0; day < row.length; day++) {
        if (!Double.isNaN(row[day])) {
          days[n] = firstDay + day;
          values[n++] = row[day];
        }
      }
      Series series = Series.of(Arrays.copyOf(days, n), Arrays.copyOf(values, n));
      out.add(new Transformed(series, series));
    }
    return out;
  }
}

package io.lambdax.bench;

import com.typesafe.config.ConfigFactory;
import io.lambdax.batch.blas.Backend;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.PairKernel;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Family;
import io.lambdax.testing.MirroredFiles;
import io.lambdax.testing.PlantedPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The computing of a batch alone, without Spark and stores: every summary of the mirrored market
 * and health series, in all transforms and windows that the platform is delivered with; or of
 * made-up series, many more and longer. Beside it the same without effective n, and without p and
 * interval either.
 */
@Command(
    name = "mirror-compute",
    mixinStandardHelpOptions = true,
    description = "Measures what a batch computes; run it in the project's root after mvn package.")
public final class MirrorCompute implements Callable<Integer> {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2020, 12, 31);

  /** Of made-up series: 1,000 of the days are no weekends. */
  private static final int DAYS = 1_400;

  private static final double MISSING = 0.03;

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "where the mirrored files are (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "how many compute (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "12",
      description = "how often, the first to warm up (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--made-up",
      defaultValue = "0",
      description = "so many market and health series, made up, in place of the mirrored ones")
  private int madeUp;

  @Option(
      names = "--windows",
      defaultValue = "0",
      split = ",",
      description = "windows of made-up series in days, 0 for all (default: ${DEFAULT-VALUE})")
  private List<Integer> windows;

  private final CorrelateConfig config = CorrelateConfig.from(ConfigFactory.load());

  public static void main(String[] args) {
    System.exit(new CommandLine(new MirrorCompute()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (madeUp == 0) {
      compare("mirrored", mirrored());
    } else {
      compare("made up", madeUp(0));
      compare("made up, 3 % of days missing", madeUp(MISSING));
    }
    return 0;
  }

  private void compare(String name, Computing computing) throws Exception {
    System.out.printf(
        "%s: %d x %d series, %d families, %d lags, %d threads%n",
        name,
        computing.xs().size(),
        computing.ys().size(),
        computing.families().size(),
        2 * computing.maxLag() + 1,
        threads);
    measure(Backend.products().name(), new BlockKernel(Backend.products()), computing);
    measure("Java alone", new BlockKernel(Backend.java()), computing);
  }

  private void measure(String name, PairKernel kernel, Computing computing) throws Exception {
    List<Computing.Took> whole = new ArrayList<>();
    List<Computing.Took> judged = new ArrayList<>();
    List<Computing.Took> peaks = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Computing.Took all = computing.summaries(kernel, threads);
      Computing.Took some = computing.judged(kernel, threads);
      Computing.Took least = computing.peaks(kernel, threads);
      if (i > 0) {
        whole.add(all);
        judged.add(some);
        peaks.add(least);
      }
    }
    double busy = median(whole, Computing.Took::busy);
    double busyJudged = median(judged, Computing.Took::busy);
    double busyPeaks = median(peaks, Computing.Took::busy);
    System.out.printf(
        Locale.ROOT,
        "%-12s %.2f s for %,d summaries, %.2f s of processor,"
            + " %.0f %% of that for effective n, %.0f %% for p and intervals (medians of %d)%n",
        name,
        median(whole, Computing.Took::seconds),
        whole.get(0).found(),
        busy,
        100 * (busy - busyJudged) / busy,
        100 * (busyJudged - busyPeaks) / busy,
        whole.size());
  }

  private static double median(List<Computing.Took> rounds, ToDoubleFunction<Computing.Took> what) {
    return rounds.stream()
        .mapToDouble(what)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private Computing mirrored() {
    Map<SeriesId, Series> xs = new LinkedHashMap<>();
    Map<SeriesId, Series> ys = new LinkedHashMap<>();
    MirroredFiles.closes(data)
        .forEach(
            (name, values) -> xs.put(SeriesId.parse(name), Series.of(values.subMap(FIRST, LAST))));
    MirroredFiles.ecdc(data.resolve("mirror/ecdc/casedistribution-2020-12-14.csv.gz"))
        .forEach((name, values) -> ys.put(SeriesId.parse(name), Series.of(values)));
    return new Computing(xs, ys, config.families(), config.maxLag());
  }

  private Computing madeUp(double missing) {
    PlantedPanel panel =
        new PlantedPanel(
            new PlantedPanel.Size(madeUp, madeUp, DAYS, config.maxLag()),
            new PlantedPanel.Noise(0.3, 0.3, missing),
            madeUp,
            20_200_322);
    return new Computing(
        series("market:X%d:close", panel::market, 0),
        series("health:Y%d:cases", panel::health, -config.maxLag()),
        windows.stream()
            .map(window -> Family.of(Transform.LEVEL, Transform.LEVEL, window))
            .toList(),
        config.maxLag());
  }

  private Map<SeriesId, Series> series(String name, IntFunction<double[]> rows, int firstDay) {
    Map<SeriesId, Series> out = new LinkedHashMap<>();
    for (int row = 0; row < madeUp; row++) {
      double[] values = rows.apply(row);
      int[] days =
          IntStream.range(0, values.length).filter(day -> !Double.isNaN(values[day])).toArray();
      out.put(
          SeriesId.parse(name.formatted(row)),
          Series.of(
              IntStream.of(days).map(day -> firstDay + day).toArray(),
              IntStream.of(days).mapToDouble(day -> values[day]).toArray()));
    }
    return out;
  }
}

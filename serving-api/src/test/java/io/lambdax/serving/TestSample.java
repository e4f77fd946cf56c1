package io.lambdax.serving;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.Ranking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bundled sample as version 2. That the last day's cases in Germany were first said to be fewer
 * is made up, so that there is a revision to see.
 */
final class TestSample {
  private static final Path FILE =
      Path.of(System.getProperty("lambdax.root"), "importer/src/main/resources/first-wave.csv");
  private static final double FIRST_SAID = 15_000;

  private TestSample() {}

  /** Makes it the view, published then, its first version an hour before. */
  static void publish(TestViews views, Instant published) throws Exception {
    Map<SeriesId, Series> values = read();
    SortedMap<Long, Instant> versions = new TreeMap<>();
    versions.put(1L, published.minus(Duration.ofHours(1)));
    versions.put(2L, published);
    Map<SeriesId, History> histories = new TreeMap<>();
    values.forEach((id, series) -> histories.put(id, history(id, series)));
    views.publish(
        2,
        values,
        histories,
        versions,
        Map.of(TestViews.FAMILY, Ranking.of(TestViews.pairs(values))));
  }

  private static Map<SeriesId, Series> read() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    String[] names = lines.get(0).split(",", -1);
    Map<SeriesId, Series> values = new TreeMap<>();
    for (int column = 1; column < names.length; column++) {
      SortedMap<LocalDate, Double> days = new TreeMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        if (!cells[column].isEmpty()) {
          days.put(LocalDate.parse(cells[0]), Double.valueOf(cells[column]));
        }
      }
      String kind = names[column].endsWith("_close") ? "market:" : "health:";
      values.put(SeriesId.parse(kind + names[column].replace('_', ':')), Series.of(days));
    }
    return values;
  }

  private static History history(SeriesId id, Series series) {
    int size = series.size();
    int[] days = new int[size + 1];
    long[] versions = new long[size + 1];
    double[] said = new double[size + 1];
    for (int i = 0; i < size; i++) {
      days[i] = series.day(i);
      versions[i] = 1;
      said[i] = series.value(i);
    }
    if (!id.equals(TestViews.DEU)) {
      return History.of(
          Arrays.copyOf(days, size), Arrays.copyOf(versions, size), Arrays.copyOf(said, size));
    }
    said[size - 1] = FIRST_SAID;
    days[size] = series.lastDay();
    versions[size] = 2;
    said[size] = series.value(size - 1);
    return History.of(days, versions, said);
  }
}

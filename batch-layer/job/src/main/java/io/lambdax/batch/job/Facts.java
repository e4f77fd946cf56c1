package io.lambdax.batch.job;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.ViewWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a lake knew at a version.
 *
 * @param known every series that ever had a fact, by name
 * @param published when each version was, by the newest of its facts
 * @param snapshotId the Iceberg snapshot that the facts were read from
 */
record Facts(TreeMap<SeriesId, Known> known, SortedMap<Long, Instant> published, long snapshotId) {

  /**
   * A series.
   *
   * @param source where its newest fact comes from
   * @param values what is present
   * @param withdrawn how many days had a value that was withdrawn
   * @param history all its facts
   */
  record Known(String source, Series values, long withdrawn, History history) {}

  /** The series of a kind and of certain measures that have values. */
  TreeMap<SeriesId, Series> of(Kind kind, Set<String> measures) {
    TreeMap<SeriesId, Series> chosen = new TreeMap<>();
    known.forEach(
        (id, series) -> {
          if (id.kind() == kind && measures.contains(id.measure()) && !series.values().isEmpty()) {
            chosen.put(id, series.values());
          }
        });
    return chosen;
  }

  /** All series that have values, as a view stores them. */
  List<ViewWriter.Row> rows() {
    return known.entrySet().stream()
        .filter(series -> !series.getValue().values().isEmpty())
        .map(Facts::row)
        .toList();
  }

  /** The history of every series. */
  Map<SeriesId, History> histories() {
    Map<SeriesId, History> histories = new TreeMap<>();
    known.forEach((id, series) -> histories.put(id, series.history()));
    return histories;
  }

  /** The newest day on which a series of that kind has a value, since 1970-01-01. */
  OptionalInt newestDay(Kind kind) {
    return known.entrySet().stream()
        .filter(series -> series.getKey().kind() == kind)
        .filter(series -> !series.getValue().values().isEmpty())
        .mapToInt(series -> series.getValue().values().lastDay())
        .max();
  }

  private static ViewWriter.Row row(Map.Entry<SeriesId, Known> series) {
    return new ViewWriter.Row(
        series.getKey(), series.getValue().source(), series.getValue().values());
  }
}

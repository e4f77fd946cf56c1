package io.lambdax.serving;

import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RealtimeSeries;
import io.lambdax.store.view.RealtimeSummary;
import io.lambdax.store.view.RealtimeWriter;
import io.lambdax.store.view.RealtimeWriter.Progress;
import io.lambdax.store.view.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Writes the realtime view as the speed layer does: share 0 the values, share 1 all summaries. */
final class TestRealtime {
  private final RealtimeWriter writer;
  private final Share values;
  private final Share summaries;
  private final long since;

  /** A speed layer that knows the facts after that version. */
  TestRealtime(Database database, long since) throws Exception {
    this.writer = new RealtimeWriter(database);
    this.values = writer.claim(Share.VALUES);
    this.summaries = writer.claim(1);
    this.since = since;
    values(since, Map.of());
    summarized(since);
  }

  /** Stores whole series as of a version. */
  void values(long version, Map<SeriesId, Series> series) throws Exception {
    writer.series(
        values,
        progress(version),
        series.entrySet().stream()
            .map(one -> new RealtimeSeries(one.getKey(), version, "test", one.getValue()))
            .toList(),
        List.of());
  }

  /** Stores the summaries of all pairs with one of the changed series. */
  void summaries(long version, Map<SeriesId, Series> all, Set<SeriesId> changed) throws Exception {
    List<Summary> rows =
        TestViews.pairs(all).stream()
            .filter(row -> changed.contains(row.x()) || changed.contains(row.y()))
            .toList();
    rows(version, rows);
  }

  /** Stores pairs of another family. */
  void summaries(long version, Family family, List<Summary> rows) throws Exception {
    writer.summaries(
        summaries,
        TestViews.LAKE,
        rows.stream().map(row -> new RealtimeSummary(family, version, row)).toList());
  }

  /** Says, as the speed layer does, that the pairs of a series without values are nothing. */
  void nothing(long version, Set<SeriesId> xs, SeriesId y) throws Exception {
    rows(
        version,
        xs.stream()
            .map(x -> new Summary(x, y, OptionalDouble.empty(), 0, Optional.empty()))
            .toList());
  }

  private void rows(long version, List<Summary> rows) throws Exception {
    summaries(version, TestViews.FAMILY, rows);
  }

  /** Says that the summaries are as of a version. */
  void summarized(long version) throws Exception {
    writer.progress(summaries, progress(version));
  }

  private Progress progress(long version) {
    return new Progress(TestViews.LAKE, since, version);
  }

  /** A series with another value on its last day, and as many more days. */
  static Series grown(Series series, int more) {
    Map<Integer, Double> days = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      days.put(series.day(i), series.value(i));
    }
    for (int i = 0; i <= more; i++) {
      days.put(series.lastDay() + i, series.value(i) * 1.25);
    }
    return Series.of(
        days.keySet().stream().mapToInt(Integer::intValue).toArray(),
        days.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}

package io.lambdax.batch.job;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.PackedSeries;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The series to be correlated, packed so that Spark can send them to every executor once. */
final class Panel implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> xNames = new ArrayList<>();
  private final ArrayList<byte[]> xs = new ArrayList<>();
  private final ArrayList<String> yNames = new ArrayList<>();
  private final ArrayList<byte[]> ys = new ArrayList<>();

  Panel(SortedMap<SeriesId, Series> market, SortedMap<SeriesId, Series> health) {
    pack(market, xNames, xs);
    pack(health, yNames, ys);
  }

  int pairs() {
    return xs.size() * ys.size();
  }

  /** Consecutive numbers of health series, in so many about equal chunks. */
  List<int[]> chunks(int wanted) {
    int chunks = Math.max(1, Math.min(wanted, ys.size()));
    List<int[]> ranges = new ArrayList<>();
    for (int c = 0; c < chunks && !ys.isEmpty(); c++) {
      ranges.add(
          new int[] {
            Math.toIntExact((long) ys.size() * c / chunks),
            Math.toIntExact((long) ys.size() * (c + 1) / chunks)
          });
    }
    return ranges;
  }

  Map<SeriesId, Series> market() {
    return unpack(xNames, xs, 0, xs.size());
  }

  /** The health series of one chunk, its end exclusive. */
  Map<SeriesId, Series> health(int[] chunk) {
    return unpack(yNames, ys, chunk[0], chunk[1]);
  }

  private static void pack(
      SortedMap<SeriesId, Series> series, List<String> names, List<byte[]> packed) {
    series.forEach(
        (id, values) -> {
          names.add(id.toString());
          packed.add(PackedSeries.encode(values));
        });
  }

  private static Map<SeriesId, Series> unpack(
      List<String> names, List<byte[]> packed, int from, int to) {
    Map<SeriesId, Series> series = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      series.put(SeriesId.parse(names.get(i)), PackedSeries.decode(packed.get(i)));
    }
    return series;
  }
}

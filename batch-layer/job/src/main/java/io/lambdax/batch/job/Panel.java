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

  private static final long serialVersionUID = 2L;

  private final Side market;
  private final Side health;

  Panel(SortedMap<SeriesId, Series> market, SortedMap<SeriesId, Series> health) {
    this.market = new Side(market);
    this.health = new Side(health);
  }

  int markets() {
    return market.names.size();
  }

  int healths() {
    return health.names.size();
  }

  /** The market series of a block. */
  Map<SeriesId, Series> market(Block block) {
    return market.unpack(block.fromX(), block.toX());
  }

  /** The health series of a block. */
  Map<SeriesId, Series> health(Block block) {
    return health.unpack(block.fromY(), block.toY());
  }

  /** The names of the market series of a block. */
  List<SeriesId> marketIds(Block block) {
    return market.ids(block.fromX(), block.toX());
  }

  /** The names of the health series of a block. */
  List<SeriesId> healthIds(Block block) {
    return health.ids(block.fromY(), block.toY());
  }

  private static final class Side implements Serializable {
    private static final long serialVersionUID = 1L;

    final ArrayList<String> names = new ArrayList<>();
    final ArrayList<byte[]> packed = new ArrayList<>();

    Side(SortedMap<SeriesId, Series> series) {
      series.forEach(
          (id, values) -> {
            names.add(id.toString());
            packed.add(PackedSeries.encode(values));
          });
    }

    List<SeriesId> ids(int from, int to) {
      return names.subList(from, to).stream().map(SeriesId::parse).toList();
    }

    Map<SeriesId, Series> unpack(int from, int to) {
      Map<SeriesId, Series> series = new LinkedHashMap<>();
      for (int i = from; i < to; i++) {
        series.put(SeriesId.parse(names.get(i)), PackedSeries.decode(packed.get(i)));
      }
      return series;
    }
  }
}

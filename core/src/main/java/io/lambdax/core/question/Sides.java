package io.lambdax.core.question;

import io.lambdax.core.correlation.Side;
import io.lambdax.core.series.Series;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sides of some series, of which those last asked for are kept. Not thread-safe. */
final class Sides {
  /** A series, by its number, and the days that count. */
  private record Key(int series, Days days) {}

  private final List<Column> columns;
  private final int most;
  private final Map<Key, Side> known = new LinkedHashMap<>(16, 0.75f, true);
  private int held;

  /**
   * Sides of these.
   *
   * @param most how many numbers are kept altogether
   */
  Sides(List<Series> series, int most) {
    this.columns = series.stream().map(Column::new).toList();
    this.most = most;
  }

  /** On which days a series has a value. */
  Days days(int number) {
    return columns.get(number).days();
  }

  /** The side of a series on days on all of which it has a value. */
  Side of(int number, Days days) {
    Key key = new Key(number, days);
    Side side = known.get(key);
    if (side == null) {
      side = Side.of(columns.get(number).values(days));
      known.put(key, side);
      held += Side.size(side.n());
      forget();
    }
    return side;
  }

  /** How many numbers are kept. */
  int held() {
    return held;
  }

  private void forget() {
    Iterator<Side> eldest = known.values().iterator();
    while (held > most) {
      held -= Side.size(eldest.next().n());
      eldest.remove();
    }
  }
}

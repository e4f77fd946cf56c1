package io.lambdax.batch.job;

import io.lambdax.core.series.History;
import io.lambdax.store.view.PackedHistory;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * All facts of a series, as a task sends them to the driver.
 *
 * @param series its name
 * @param source where its newest fact comes from
 * @param packed its history, as {@link PackedHistory} packs it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that nobody compares
record ToldSeries(String series, String source, byte[] packed) implements Serializable {

  History history() {
    return PackedHistory.decode(packed);
  }

  /**
   * Of the rows series, day, version, value (NaN: withdrawn), source, observed (µs since 1970),
   * ordered by the first three.
   *
   * @param published is told of every row
   */
  static Iterator<ToldSeries> of(Iterator<Row> rows, Published published) {
    return new Groups(rows, published);
  }

  private static final class Groups implements Iterator<ToldSeries> {
    private final Iterator<Row> rows;
    private final Published published;
    private Row next;
    private int[] days = new int[1_024];
    private long[] versions = new long[days.length];
    private double[] values = new double[days.length];

    Groups(Iterator<Row> rows, Published published) {
      this.rows = rows;
      this.published = published;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public ToldSeries next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      String series = next.getString(0);
      String source = next.getString(4);
      long newest = next.getLong(2);
      int size = 0;
      while (next != null && next.getString(0).equals(series)) {
        if (next.getLong(2) > newest) {
          newest = next.getLong(2);
          source = next.getString(4);
        }
        put(size++, next);
        next = rows.hasNext() ? rows.next() : null;
      }
      return new ToldSeries(series, source, pack(series, size));
    }

    private void put(int at, Row row) {
      if (at == days.length) {
        days = Arrays.copyOf(days, 2 * at);
        versions = Arrays.copyOf(versions, 2 * at);
        values = Arrays.copyOf(values, 2 * at);
      }
      days[at] = row.getInt(1);
      versions[at] = row.getLong(2);
      values[at] = row.getDouble(3);
      published.add(new Published.Seen(row.getLong(2), row.getLong(5)));
    }

    private byte[] pack(String series, int size) {
      try {
        return PackedHistory.encode(
            History.of(
                Arrays.copyOf(days, size),
                Arrays.copyOf(versions, size),
                Arrays.copyOf(values, size)));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "facts of " + series + " are no series: " + e.getMessage(), e);
      }
    }
  }
}

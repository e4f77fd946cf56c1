package io.lambdax.store.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the series of a view inside a {@link Database#snapshot}. Lives as long as its handle. */
public final class SeriesReader {

  private final Handle handle;

  /** Reads through this handle. */
  public SeriesReader(Handle handle) {
    this.handle = handle;
  }

  /** All series of a view, in the order of their names; some hundreds to some thousands. */
  public List<SeriesEntry> all(long viewId) {
    return handle
        .createQuery("select * from series where view_id = :view order by series")
        .bind("view", viewId)
        .map((row, context) -> entry(row))
        .list();
  }

  /** One series of a view. */
  public Optional<SeriesEntry> entry(long viewId, SeriesId id) {
    return handle
        .createQuery("select * from series where view_id = :view and series = :series")
        .bind("view", viewId)
        .bind("series", id.toString())
        .map((row, context) -> entry(row))
        .findOne();
  }

  /** The values of one series of a view; empty if the view has no such series. */
  public Optional<Series> values(long viewId, SeriesId id) {
    return handle
        .createQuery("select packed from series_values where view_id = :view and series = :series")
        .bind("view", viewId)
        .bind("series", id.toString())
        .mapTo(byte[].class)
        .findOne()
        .map(PackedSeries::decode);
  }

  private static SeriesEntry entry(ResultSet row) throws SQLException {
    return new SeriesEntry(
        SeriesId.parse(row.getString("series")),
        row.getString("source"),
        Columns.day(row, "first_day"),
        Columns.day(row, "last_day"),
        row.getInt("days"));
  }
}

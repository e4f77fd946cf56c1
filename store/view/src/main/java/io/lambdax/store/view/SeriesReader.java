package io.lambdax.store.view;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** All facts of one series up to a view's version; empty if it never had one. */
  public Optional<History> history(long viewId, SeriesId id) {
    return handle
        .createQuery("select packed from series_history where view_id = :view and series = :series")
        .bind("view", viewId)
        .bind("series", id.toString())
        .mapTo(byte[].class)
        .findOne()
        .map(PackedHistory::decode);
  }

  /** The versions of a view, each with when it was published. */
  public SortedMap<Long, Instant> versions(long viewId) {
    SortedMap<Long, Instant> versions = new TreeMap<>();
    handle
        .createQuery("select version, published_at from view_version where view_id = :view")
        .bind("view", viewId)
        .map(
            (row, context) ->
                Map.entry(row.getLong("version"), Columns.instant(row, "published_at")))
        .forEach(version -> versions.put(version.getKey(), version.getValue()));
    return versions;
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

package io.lambdax.store.view;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/**
 * Fills a view that nobody reads yet: {@link #begin}, then any number of {@link #series}, {@link
 * #history} and {@link #summaries}, then {@link #complete}. Each call is one transaction and costs
 * a statement per thousand rows. Thread-safe; views are told apart by their number.
 */
public final class ViewWriter {

  private static final int BATCH = 1_000;

  /** Of rows that are kilobytes each: fewer a statement keeps it under max_allowed_packet. */
  private static final int LARGE = 20;

  private static final String INSERT_SERIES =
      """
      insert into series
        (view_id, series, kind, entity, measure, suffix, source, first_day, last_day, days)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_VALUES =
      "insert into series_values (view_id, series, packed) values (?, ?, ?)";

  private static final String INSERT_HISTORY =
      "insert into series_history (view_id, series, packed) values (?, ?, ?)";

  private static final String INSERT_VERSION =
      "insert into view_version (view_id, version, published_at) values (?, ?, ?)";

  private static final String INSERT_SUMMARY =
      """
      insert into summary
        (view_id, x_transform, y_transform, window_days, x, y, r0, n0,
         best_lag, r, n, lags_tested, n_eff, p, ci_low, ci_high, p_adjusted, q)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on duplicate key update view_id = values(view_id)
      """;

  private final Database database;

  /** Works on this database. */
  public ViewWriter(Database database) {
    this.database = database;
  }

  /**
   * A series to be stored.
   *
   * @param id its name
   * @param source where it comes from
   * @param values its values, at least one
   */
  public record Row(SeriesId id, String source, Series values) {

    /** Checks that there is something to store. */
    public Row {
      if (values.isEmpty()) {
        throw new IllegalArgumentException(id + " has no values: leave it out of the view");
      }
    }
  }

  /**
   * Begins a view.
   *
   * @param snapshotId the Iceberg snapshot that its facts were read from
   * @return its number
   */
  public long begin(String lakeId, long version, long snapshotId, String token) {
    return database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into batch_view (lake_id, version, snapshot_id, token, created_at)
                    values (:lake, :version, :snapshot, :token, utc_timestamp(6))
                    """)
                .bind("lake", lakeId)
                .bind("version", version)
                .bind("snapshot", snapshotId)
                .bind("token", token)
                .executeAndReturnGeneratedKeys("view_id")
                .mapTo(Long.class)
                .one());
  }

  /** Adds series with their values. */
  public void series(long viewId, List<Row> rows) throws SQLException {
    database.<SQLException>execute(
        handle -> {
          try (PreparedStatement entry = handle.getConnection().prepareStatement(INSERT_SERIES)) {
            Batches.run(entry, rows, (statement, row) -> bindEntry(statement, viewId, row), BATCH);
          }
          try (PreparedStatement packed = handle.getConnection().prepareStatement(INSERT_VALUES)) {
            Batches.run(
                packed, rows, (statement, row) -> bindValues(statement, viewId, row), LARGE);
          }
        });
  }

  /**
   * Adds what was known when.
   *
   * @param histories of all series that ever had a fact
   * @param published when each version was
   */
  public void history(
      long viewId, Map<SeriesId, History> histories, SortedMap<Long, Instant> published)
      throws SQLException {
    database.<SQLException>execute(
        handle -> {
          try (PreparedStatement packed = handle.getConnection().prepareStatement(INSERT_HISTORY)) {
            Batches.run(
                packed,
                List.copyOf(histories.entrySet()),
                (statement, row) -> {
                  statement.setLong(1, viewId);
                  statement.setString(2, row.getKey().toString());
                  statement.setBytes(3, PackedHistory.encode(row.getValue()));
                },
                LARGE);
          }
          try (PreparedStatement time = handle.getConnection().prepareStatement(INSERT_VERSION)) {
            Batches.run(
                time,
                List.copyOf(published.entrySet()),
                (statement, row) -> {
                  statement.setLong(1, viewId);
                  statement.setLong(2, row.getKey());
                  statement.setObject(3, Columns.utc(row.getValue()));
                },
                BATCH);
          }
        });
  }

  /**
   * Adds summaries of one family, or finds them there already; fastest in the order of x, then y.
   *
   * @param rows read once, as they are written
   */
  public void summaries(long viewId, Family family, Iterable<RankedSummary> rows)
      throws SQLException {
    database.<SQLException>execute(
        handle -> {
          try (PreparedStatement summary =
              handle.getConnection().prepareStatement(INSERT_SUMMARY)) {
            Batches.run(
                summary,
                rows,
                (statement, row) -> bindSummary(statement, viewId, family, row),
                BATCH);
          }
        });
  }

  /**
   * Tells that a view keeps only some pairs of a family.
   *
   * @param tested how many of all of them could be tested: what q is about
   */
  public void cut(long viewId, Family family, long tested) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into cut_family (view_id, x_transform, y_transform, window_days, tested)
                    values (:view, :xTransform, :yTransform, :window, :tested)
                    on duplicate key update tested = :tested
                    """)
                .bind("view", viewId)
                .bind("xTransform", family.xTransform().word())
                .bind("yTransform", family.yTransform().word())
                .bind("window", family.windowDays())
                .bind("tested", tested)
                .execute());
  }

  /** Counts what of a view arrived in the database. */
  public BatchView.Counts count(long viewId) {
    return database.snapshot(
        handle ->
            new BatchView.Counts(
                count(handle, "select count(*) from series_values where view_id = :view", viewId),
                count(
                    handle,
                    "select coalesce(sum(days), 0) from series where view_id = :view",
                    viewId),
                count(handle, "select count(*) from summary where view_id = :view", viewId)));
  }

  /** Marks a view as complete: only then can it become current. */
  public void complete(
      long viewId,
      BatchView.Counts counts,
      Optional<LocalDate> newestMarket,
      Optional<LocalDate> newestHealth) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update batch_view
                    set complete = true, series_count = :series, value_count = :values,
                        summary_count = :summaries, newest_market = :market, newest_health = :health
                    where view_id = :view
                    """)
                .bind("series", counts.series())
                .bind("values", counts.values())
                .bind("summaries", counts.summaries())
                .bind("market", newestMarket)
                .bind("health", newestHealth)
                .bind("view", viewId)
                .execute());
  }

  private static long count(Handle handle, String sql, long viewId) {
    return handle.createQuery(sql).bind("view", viewId).mapTo(Long.class).one();
  }

  private static void bindEntry(PreparedStatement statement, long viewId, Row row)
      throws SQLException {
    SeriesId id = row.id();
    Series values = row.values();
    statement.setLong(1, viewId);
    statement.setString(2, id.toString());
    statement.setString(3, id.kind().word());
    statement.setString(4, id.entity());
    statement.setString(5, id.measure());
    statement.setString(6, id.suffix().orElse(null));
    statement.setString(7, row.source());
    statement.setObject(8, LocalDate.ofEpochDay(values.firstDay()));
    statement.setObject(9, LocalDate.ofEpochDay(values.lastDay()));
    statement.setInt(10, values.size());
  }

  private static void bindValues(PreparedStatement statement, long viewId, Row row)
      throws SQLException {
    statement.setLong(1, viewId);
    statement.setString(2, row.id().toString());
    statement.setBytes(3, PackedSeries.encode(row.values()));
  }

  private static void bindSummary(
      PreparedStatement statement, long viewId, Family family, RankedSummary row)
      throws SQLException {
    statement.setLong(1, viewId);
    statement.setString(2, family.xTransform().word());
    statement.setString(3, family.yTransform().word());
    statement.setInt(4, family.windowDays());
    statement.setString(5, row.summary().x().toString());
    statement.setString(6, row.summary().y().toString());
    SummaryColumns.bind(statement, 7, row.summary());
    Columns.bind(statement, 18, row.q());
  }
}

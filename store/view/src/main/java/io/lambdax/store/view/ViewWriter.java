package io.lambdax.store.view;

import io.lambdax.core.correlation.Significance;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/**
 * Fills a view that nobody reads yet: {@link #begin}, then any number of {@link #series} and {@link
 * #summaries}, then {@link #complete}. Each call is one transaction and costs a statement per
 * thousand rows. Thread-safe; views are told apart by their number.
 */
public final class ViewWriter {

  private static final int BATCH = 1_000;

  private static final String INSERT_SERIES =
      """
      insert into series
        (view_id, series, kind, entity, measure, suffix, source, first_day, last_day, days)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_VALUES =
      "insert into series_values (view_id, series, packed) values (?, ?, ?)";

  private static final String INSERT_SUMMARY =
      """
      insert into summary
        (view_id, x_transform, y_transform, window_days, x, y, r0, n0,
         best_lag, r, n, lags_tested, n_eff, p, ci_low, ci_high, p_adjusted, q)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
            insert(entry, rows, (statement, row) -> bindEntry(statement, viewId, row), BATCH);
          }
          try (PreparedStatement packed = handle.getConnection().prepareStatement(INSERT_VALUES)) {
            // Values are kilobytes each: fewer a statement keeps it under max_allowed_packet.
            insert(packed, rows, (statement, row) -> bindValues(statement, viewId, row), 20);
          }
        });
  }

  /** Adds summaries of one family; fastest in the order of x, then y. */
  public void summaries(long viewId, Family family, List<RankedSummary> rows) throws SQLException {
    database.<SQLException>execute(
        handle -> {
          try (PreparedStatement summary =
              handle.getConnection().prepareStatement(INSERT_SUMMARY)) {
            insert(
                summary,
                rows,
                (statement, row) -> bindSummary(statement, viewId, family, row),
                BATCH);
          }
        });
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

  private interface Binder<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  private static <T> void insert(
      PreparedStatement statement, List<T> rows, Binder<T> binder, int batch) throws SQLException {
    int waiting = 0;
    for (T row : rows) {
      binder.bind(statement, row);
      statement.addBatch();
      if (++waiting == batch) {
        statement.executeBatch();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      statement.executeBatch();
    }
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
    bindDouble(statement, 7, row.summary().r0());
    statement.setInt(8, row.summary().n0());
    Optional<Best> best = row.summary().best();
    if (best.isPresent()) {
      bindBest(statement, best.get());
    } else {
      for (int column = 9; column <= 17; column++) {
        statement.setNull(column, column <= 12 && column != 10 ? Types.INTEGER : Types.DOUBLE);
      }
    }
    bindDouble(statement, 18, row.q());
  }

  private static void bindBest(PreparedStatement statement, Best best) throws SQLException {
    Significance significance = best.significance();
    statement.setInt(9, best.lag());
    statement.setDouble(10, best.r());
    statement.setInt(11, best.n());
    statement.setInt(12, best.lagsTested());
    statement.setDouble(13, significance.nEff());
    bindDouble(statement, 14, significance.p());
    bindDouble(statement, 15, low(significance));
    bindDouble(statement, 16, high(significance));
    bindDouble(statement, 17, best.pAdjusted());
  }

  private static OptionalDouble low(Significance significance) {
    return significance.ci95().stream().mapToDouble(interval -> interval.low()).findFirst();
  }

  private static OptionalDouble high(Significance significance) {
    return significance.ci95().stream().mapToDouble(interval -> interval.high()).findFirst();
  }

  private static void bindDouble(PreparedStatement statement, int column, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setDouble(column, value.getAsDouble());
    } else {
      statement.setNull(column, Types.DOUBLE);
    }
  }
}

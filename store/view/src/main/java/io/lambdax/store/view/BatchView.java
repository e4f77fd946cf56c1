package io.lambdax.store.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What one run computed from the facts of one lake up to one version.
 *
 * @param id its number; rows of the view carry it
 * @param lakeId the lake it was computed from
 * @param version the facts it covers: all with a version up to this
 * @param snapshotId the Iceberg snapshot of {@code silver.facts} that they were read from
 * @param token the run that made it
 * @param createdAt when it was begun, by the database's clock
 * @param complete true once everything is loaded
 * @param counts what it holds
 * @param newestMarket newest day with a market value
 * @param newestHealth newest day with a health value
 */
public record BatchView(
    long id,
    String lakeId,
    long version,
    long snapshotId,
    String token,
    Instant createdAt,
    boolean complete,
    Counts counts,
    Optional<LocalDate> newestMarket,
    Optional<LocalDate> newestHealth) {

  /** How many series, values in them, and summaries a view holds. */
  public record Counts(long series, long values, long summaries) {}

  /** Reads a view. */
  public static Optional<BatchView> read(Handle handle, long viewId) {
    return handle
        .createQuery("select * from batch_view where view_id = :view")
        .bind("view", viewId)
        .map(
            (row, context) ->
                new BatchView(
                    row.getLong("view_id"),
                    row.getString("lake_id"),
                    row.getLong("version"),
                    row.getLong("snapshot_id"),
                    row.getString("token"),
                    Columns.instant(row, "created_at"),
                    row.getBoolean("complete"),
                    new Counts(
                        row.getLong("series_count"),
                        row.getLong("value_count"),
                        row.getLong("summary_count")),
                    Columns.optionalDay(row, "newest_market"),
                    Columns.optionalDay(row, "newest_health")))
        .findOne();
  }

  /** Reads the current view; empty until the first batch has flipped. */
  public static Optional<BatchView> current(Handle handle) {
    var viewId = ViewPointer.read(handle).viewId();
    return viewId.isPresent() ? read(handle, viewId.getAsLong()) : Optional.empty();
  }

  /** Reads the view kept to go back to; empty until there were two. */
  public static Optional<BatchView> previous(Handle handle) {
    var viewId = ViewPointer.read(handle).previousViewId();
    return viewId.isPresent() ? read(handle, viewId.getAsLong()) : Optional.empty();
  }
}

package io.lambdax.store.view;

import io.lambdax.core.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Reads how sources and runs are, inside a {@link Database#snapshot}. Lives as long as its handle.
 */
public final class StatusReader {

  private final Handle handle;

  /** Reads through this handle. */
  public StatusReader(Handle handle) {
    this.handle = handle;
  }

  /** All sources that ever reported, by name. */
  public List<SourceStatus> sources() {
    return handle
        .createQuery("select * from source_status order by source")
        .map(
            (row, context) ->
                new SourceStatus(
                    row.getString("source"),
                    Columns.instant(row, "attempted_at"),
                    row.getString("outcome"),
                    Columns.optionalInt(row, "http_status"),
                    row.getLong("rows_read"),
                    row.getLong("rows_rejected"),
                    Columns.optionalText(row, "held_import_id"),
                    Columns.optionalText(row, "message"),
                    Columns.optionalInstant(row, "last_success_at"),
                    Columns.optionalInstant(row, "last_change_at"),
                    Duration.ofSeconds(row.getLong("interval_seconds"))))
        .list();
  }

  /** The run launched last. */
  public Optional<BatchRun> latestRun() {
    return handle
        .createQuery("select * from batch_run order by run_id desc limit 1")
        .map((row, context) -> BatchRun.of(row))
        .findOne();
  }
}

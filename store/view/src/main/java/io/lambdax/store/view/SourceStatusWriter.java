package io.lambdax.store.view;

import io.lambdax.core.source.SourceStatus;

/** Keeps the last attempt of every source: the one that was told last. Thread-safe. */
public final class SourceStatusWriter {

  private static final String UPSERT =
      """
      insert into source_status
        (source, attempted_at, outcome, http_status, rows_read, rows_rejected,
         held_import_id, message, last_success_at, last_change_at, interval_seconds)
      values
        (:source, :attemptedAt, :outcome, :httpStatus, :rows, :rejected,
         :heldImportId, :message, :lastSuccessAt, :lastChangeAt, :interval)
      on duplicate key update
        attempted_at     = values(attempted_at),
        outcome          = values(outcome),
        http_status      = values(http_status),
        rows_read        = values(rows_read),
        rows_rejected    = values(rows_rejected),
        held_import_id   = values(held_import_id),
        message          = values(message),
        last_success_at  = values(last_success_at),
        last_change_at   = values(last_change_at),
        interval_seconds = values(interval_seconds)
      """;

  private final Database database;

  /** Works on this database. */
  public SourceStatusWriter(Database database) {
    this.database = database;
  }

  /**
   * Stores a source's last attempt in place of the one before. Not by its time: a clock that was
   * ahead once would keep all that is told afterwards from being shown.
   */
  public void upsert(SourceStatus state) {
    database.execute(
        handle -> {
          handle
              .createUpdate(UPSERT)
              .bind("source", state.source())
              .bind("attemptedAt", Columns.utc(state.attemptedAt()))
              .bind("outcome", state.outcome())
              .bind("httpStatus", state.httpStatus())
              .bind("rows", state.rows())
              .bind("rejected", state.rejected())
              .bind("heldImportId", state.heldImportId())
              .bind("message", state.message().map(Columns::cut))
              .bind("lastSuccessAt", state.lastSuccessAt().map(Columns::utc))
              .bind("lastChangeAt", state.lastChangeAt().map(Columns::utc))
              .bind("interval", state.interval().toSeconds())
              .execute();
          RunStore.bumpStatus(handle);
        });
  }

  /** Forgets a source that is no more; one that is not there is none. */
  public void delete(String source) {
    database.execute(
        handle -> {
          handle
              .createUpdate("delete from source_status where source = :source")
              .bind("source", source)
              .execute();
          RunStore.bumpStatus(handle);
        });
  }
}

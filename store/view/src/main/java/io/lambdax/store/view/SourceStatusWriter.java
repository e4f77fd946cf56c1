package io.lambdax.store.view;

/**
 * Keeps the last attempt of every source. Repeated and older messages change nothing. Thread-safe.
 */
public final class SourceStatusWriter {

  // Assignments run from left to right: attempted_at, by which the others decide, comes last.
  private static final String UPSERT =
      """
      insert into source_status
        (source, attempted_at, outcome, http_status, rows_read, rows_rejected,
         held_import_id, message, last_success_at, last_change_at, interval_seconds)
      values
        (:source, :attemptedAt, :outcome, :httpStatus, :rows, :rejected,
         :heldImportId, :message, :lastSuccessAt, :lastChangeAt, :interval)
      on duplicate key update
        outcome          = if(values(attempted_at) >= attempted_at, values(outcome), outcome),
        http_status      = if(values(attempted_at) >= attempted_at, values(http_status), http_status),
        rows_read        = if(values(attempted_at) >= attempted_at, values(rows_read), rows_read),
        rows_rejected    = if(values(attempted_at) >= attempted_at, values(rows_rejected), rows_rejected),
        held_import_id   = if(values(attempted_at) >= attempted_at, values(held_import_id), held_import_id),
        message          = if(values(attempted_at) >= attempted_at, values(message), message),
        last_success_at  = if(values(attempted_at) >= attempted_at, values(last_success_at), last_success_at),
        last_change_at   = if(values(attempted_at) >= attempted_at, values(last_change_at), last_change_at),
        interval_seconds = if(values(attempted_at) >= attempted_at, values(interval_seconds), interval_seconds),
        attempted_at     = greatest(values(attempted_at), attempted_at)
      """;

  private final Database database;

  /** Works on this database. */
  public SourceStatusWriter(Database database) {
    this.database = database;
  }

  /** Stores a source's last attempt, unless a later one is stored already. */
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
}

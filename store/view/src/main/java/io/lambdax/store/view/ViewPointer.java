package io.lambdax.store.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * The one row that says what is served; cheap enough to poll several times a second.
 *
 * @param lakeId the lake followed; empty until the first import is seen
 * @param viewId the current view; empty until the first batch has flipped
 * @param previousViewId the view kept to go back to
 * @param pinned true after a revert, until unpinned: no run flips meanwhile
 * @param viewGeneration grows with every flip, revert and unpin
 * @param statusGeneration grows with every change of a source's or run's status, or of the gap
 * @param gap what the signals of the lake skip; empty if nothing
 */
public record ViewPointer(
    Optional<String> lakeId,
    OptionalLong viewId,
    OptionalLong previousViewId,
    boolean pinned,
    long viewGeneration,
    long statusGeneration,
    Optional<Gap> gap) {

  /** Reads the pointer. */
  public static ViewPointer read(Handle handle) {
    return read(handle, "select * from current_view where id = 1");
  }

  /** Reads the pointer and keeps others from changing it until the transaction ends. */
  static ViewPointer lock(Handle handle) {
    return read(handle, "select * from current_view where id = 1 for update");
  }

  private static ViewPointer read(Handle handle, String sql) {
    return handle
        .createQuery(sql)
        .map(
            (row, context) ->
                new ViewPointer(
                    Columns.optionalText(row, "lake_id"),
                    Columns.optionalLong(row, "view_id"),
                    Columns.optionalLong(row, "previous_view_id"),
                    row.getBoolean("pinned"),
                    row.getLong("view_generation"),
                    row.getLong("status_generation"),
                    gap(row)))
        .findOne()
        .orElseThrow(Unmade::new);
  }

  /** The table is there and its one row is not: the schema is being made right now. */
  public static final class Unmade extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private Unmade() {
      super("current_view has no row: its schema is not complete");
    }
  }

  private static Optional<Gap> gap(ResultSet row) throws SQLException {
    long versions = row.getLong("gap_versions");
    return versions == 0
        ? Optional.empty()
        : Optional.of(new Gap(row.getLong("gap_first"), versions));
  }
}

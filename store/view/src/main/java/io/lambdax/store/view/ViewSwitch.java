package io.lambdax.store.view;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Decides which view is current. Each method is one transaction that first locks the row {@code
 * current_view}, so that whatever happens at the same time happens before or after it, never
 * between. Thread-safe.
 */
public final class ViewSwitch {

  private final Database database;

  /** Works on this database. */
  public ViewSwitch(Database database) {
    this.database = database;
  }

  /**
   * Makes a loaded view current and its run SUCCEEDED, if the run is the newest attempt of its
   * version, its lake is the one followed, the current view's version is lower or of another lake,
   * and nothing is pinned. Otherwise the run ends SUPERSEDED and nothing else changes. Asking again
   * after it worked says so again: a driver that lost its connection in the middle may just repeat
   * the call.
   */
  public Switched flip(long viewId, String token) {
    return database.write(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          if (pointer.viewId().isPresent() && pointer.viewId().getAsLong() == viewId) {
            return Switched.yes("view " + viewId + " is current already");
          }
          Optional<String> objection =
              overtaken(handle, pointer, token).or(() -> incomplete(handle, viewId, token));
          if (objection.isPresent()) {
            supersede(handle, token, objection.get());
            RunStore.bumpStatus(handle);
            return Switched.no(objection.get());
          }
          handle
              .createUpdate(
                  """
                  update current_view
                  set previous_view_id = view_id,
                      view_id = :view,
                      view_generation = view_generation + 1,
                      status_generation = status_generation + 1
                  where id = 1
                  """)
              .bind("view", viewId)
              .execute();
          succeed(handle, token);
          return Switched.yes("view " + viewId + " is current");
        });
  }

  /**
   * Ends a run SUPERSEDED if no view of it can become current, as things are now: before it does
   * work, or replaces what belongs to the view that is.
   *
   * @return why it ended; empty if it may go on
   */
  public Optional<Switched> endIfOvertaken(String token) {
    return database.write(
        handle -> {
          Optional<String> objection = overtaken(handle, ViewPointer.lock(handle), token);
          if (objection.isPresent()) {
            supersede(handle, token, objection.get());
            RunStore.bumpStatus(handle);
          }
          return objection.map(Switched::no);
        });
  }

  /** Makes the previous view current and pins it, until {@link #unpin}. */
  public Switched revert() {
    return database.write(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          if (pointer.pinned()) {
            return Switched.no(
                "view "
                    + pointer.viewId().orElse(0)
                    + " is pinned by an earlier revert: unpin first");
          }
          if (pointer.previousViewId().isEmpty()) {
            return Switched.no("there is no previous view to go back to");
          }
          handle
              .createUpdate(
                  """
                  update current_view
                  set view_id = :previous,
                      previous_view_id = :current,
                      pinned = true,
                      view_generation = view_generation + 1
                  where id = 1
                  """)
              .bind("previous", pointer.previousViewId().getAsLong())
              .bind("current", pointer.viewId().orElseThrow())
              .execute();
          return Switched.yes(
              "went back from view "
                  + pointer.viewId().getAsLong()
                  + " to view "
                  + pointer.previousViewId().getAsLong()
                  + ", pinned until unpin");
        });
  }

  /** Lets newer views become current again after a {@link #revert}. */
  public Switched unpin() {
    return database.write(
        handle -> {
          if (!ViewPointer.lock(handle).pinned()) {
            return Switched.no("no view is pinned");
          }
          handle.execute(
              """
              update current_view
              set pinned = false, view_generation = view_generation + 1
              where id = 1
              """);
          return Switched.yes("unpinned: the next batch becomes current");
        });
  }

  /**
   * Ends a run whose driver cannot go on: SUPERSEDED if it could not have become current any more
   * (the rows of such a run may be deleted under its hands, so its troubles are no news), FAILED
   * otherwise. What ended before stays as it ended, but for a run given up too early that turns out
   * to be superseded.
   *
   * @param cause what stopped the driver
   * @return the run as it ended; empty if there is none of that token
   */
  public Optional<BatchRun> breakOff(String token, String cause) {
    return database.write(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          Optional<String> overtaken = overtaken(handle, pointer, token);
          if (overtaken.isPresent()) {
            supersede(handle, token, overtaken.get() + "; its driver broke off: " + cause);
          } else {
            RunStore.end(handle, token, BatchRun.State.FAILED, cause);
          }
          RunStore.bumpStatus(handle);
          return RunStore.find(handle, token);
        });
  }

  private static Optional<String> incomplete(Handle handle, long viewId, String token) {
    boolean complete =
        BatchView.read(handle, viewId)
            .filter(view -> view.complete() && view.token().equals(token))
            .isPresent();
    return complete
        ? Optional.empty()
        : Optional.of("view " + viewId + " of this run is not (or no longer) complete");
  }

  /** Why no view of this run can become current; nothing that the run does can change that. */
  private static Optional<String> overtaken(Handle handle, ViewPointer pointer, String token) {
    Optional<BatchRun> found = RunStore.find(handle, token);
    if (found.isEmpty()) {
      return Optional.of("run " + token + " is not known");
    }
    BatchRun run = found.get();
    if (pointer.pinned()) {
      return Optional.of("view " + pointer.viewId().orElse(0) + " is pinned");
    }
    if (!pointer.lakeId().equals(Optional.of(run.lakeId()))) {
      return Optional.of(
          "lake " + pointer.lakeId().orElse("none") + " is followed, not " + run.lakeId());
    }
    if (newestAttempt(handle, run) > run.attempt()) {
      return Optional.of("a newer attempt of version " + run.version() + " was launched");
    }
    return BatchView.current(handle)
        .filter(current -> current.lakeId().equals(run.lakeId()))
        .filter(current -> current.version() >= run.version())
        .map(current -> "the current view covers version " + current.version() + " already");
  }

  private static int newestAttempt(Handle handle, BatchRun run) {
    return handle
        .createQuery(
            "select max(attempt) from batch_run where lake_id = :lake and version = :version")
        .bind("lake", run.lakeId())
        .bind("version", run.version())
        .mapTo(Integer.class)
        .one();
  }

  /** Whatever its state: a run given up as stale may turn out to have been alive. */
  private static void succeed(Handle handle, String token) {
    handle
        .createUpdate(
            """
            update batch_run
            set state = 'SUCCEEDED', finished_at = utc_timestamp(6), message = null
            where token = :token
            """)
        .bind("token", token)
        .execute();
  }

  /** Two drivers may share one token: what one of them achieved is not taken back by the other. */
  private static void supersede(Handle handle, String token, String message) {
    handle
        .createUpdate(
            """
            update batch_run
            set state = 'SUPERSEDED', finished_at = utc_timestamp(6), message = :message
            where token = :token and state <> 'SUCCEEDED'
            """)
        .bind("message", Columns.cut(message))
        .bind("token", token)
        .execute();
  }
}

package io.lambdax.store.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The runs of the batch job: launched by the controller, kept alive by their drivers. Every time in
 * it is the database's, so that clocks of different machines never disagree. Thread-safe.
 *
 * <p>Whatever changes both a run and the row {@code current_view} locks the latter first, so that
 * nothing waits in a circle.
 */
public final class RunStore {

  private static final String LIVE =
      """
      state in ('LAUNCHED', 'RUNNING')
        and timestampdiff(microsecond, coalesce(heartbeat_at, launched_at), utc_timestamp(6)) <= :fresh
      """;

  private static final String STALE =
      """
      state in ('LAUNCHED', 'RUNNING')
        and timestampdiff(microsecond, coalesce(heartbeat_at, launched_at), utc_timestamp(6)) > :fresh
      """;

  private final Database database;

  /** Works on this database. */
  public RunStore(Database database) {
    this.database = database;
  }

  /**
   * Follows a lake: from now on only its runs may flip.
   *
   * @return true if another lake, or none, was followed before
   */
  public boolean follow(String lakeId) {
    return database.write(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          if (pointer.lakeId().equals(Optional.of(lakeId))) {
            return false;
          }
          handle
              .createUpdate(
                  """
                  update current_view
                  set lake_id = :lake, gap_first = 0, gap_versions = 0,
                      status_generation = status_generation + 1
                  where id = 1
                  """)
              .bind("lake", lakeId)
              .execute();
          return true;
        });
  }

  /**
   * Keeps what the signals of a lake skip; changes nothing if another lake is followed.
   *
   * @param gap empty if nothing is missing
   */
  public void gap(String lakeId, Optional<Gap> gap) {
    database.execute(
        handle -> {
          ViewPointer pointer = ViewPointer.lock(handle);
          if (pointer.lakeId().equals(Optional.of(lakeId)) && !pointer.gap().equals(gap)) {
            handle
                .createUpdate(
                    """
                    update current_view
                    set gap_first = :first, gap_versions = :versions,
                        status_generation = status_generation + 1
                    where id = 1
                    """)
                .bind("first", gap.map(Gap::firstMissing).orElse(0L))
                .bind("versions", gap.map(Gap::versions).orElse(0L))
                .execute();
          }
        });
  }

  /**
   * Records a launch as the next attempt of its version, unless a live run exists.
   *
   * @param fresh how long ago a run must have been heard of to count as live
   * @return the run to start; empty if a live one is to be adopted instead
   */
  public Optional<BatchRun> launch(String lakeId, long version, String token, Duration fresh) {
    return database.write(
        handle -> {
          // Flips take the same lock: an attempt is either counted before a flip looks, or launched
          // after it.
          ViewPointer.lock(handle);
          if (live(handle, fresh).filter(run -> run.lakeId().equals(lakeId)).isPresent()) {
            return Optional.empty();
          }
          handle
              .createUpdate(
                  """
                  insert into batch_run (lake_id, version, attempt, token, state, launched_at)
                  select :lake, :version, coalesce(max(attempt), 0) + 1, :token, 'LAUNCHED', utc_timestamp(6)
                  from batch_run
                  where lake_id = :lake and version = :version
                  """)
              .bind("lake", lakeId)
              .bind("version", version)
              .bind("token", token)
              .execute();
          bumpStatus(handle);
          return find(handle, token);
        });
  }

  /** The newest run that is live: launched or heard of within {@code fresh}, and not ended. */
  public Optional<BatchRun> live(Duration fresh) {
    return database.snapshot(handle -> live(handle, fresh));
  }

  /** The newest run of a lake if it has not ended, however long ago it was heard of. */
  public Optional<BatchRun> open(String lakeId) {
    return database
        .snapshot(
            handle ->
                handle
                    .createQuery(
                        "select * from batch_run where lake_id = :lake order by run_id desc limit 1")
                    .bind("lake", lakeId)
                    .map((row, context) -> BatchRun.of(row))
                    .findOne())
        .filter(run -> run.state().isLive());
  }

  /** A run by its token. */
  public Optional<BatchRun> find(String token) {
    return database.snapshot(handle -> find(handle, token));
  }

  /** The attempts of a version, oldest first. */
  public List<BatchRun> attempts(String lakeId, long version) {
    return database.snapshot(
        handle ->
            handle
                .createQuery(
                    """
                    select * from batch_run
                    where lake_id = :lake and version = :version
                    order by attempt
                    """)
                .bind("lake", lakeId)
                .bind("version", version)
                .map((row, context) -> BatchRun.of(row))
                .list());
  }

  /**
   * Tells that a driver is at work.
   *
   * @return false if the run is unknown or has been ended by someone else
   */
  public boolean heartbeat(String token) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        """
                        update batch_run
                        set heartbeat_at = utc_timestamp(6), state = 'RUNNING'
                        where token = :token and state in ('LAUNCHED', 'RUNNING')
                        """)
                    .bind("token", token)
                    .execute()
                == 1);
  }

  /** Tells how far a driver is; changes nothing if the run is unknown or has ended. */
  public void progress(String token, BatchRun.Progress progress) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update batch_run
                    set step = :step, tasks_done = :done, tasks = :tasks
                    where token = :token and state in ('LAUNCHED', 'RUNNING')
                    """)
                .bind("step", progress.step().name())
                .bind("done", progress.done())
                .bind("tasks", progress.tasks())
                .bind("token", token)
                .execute());
  }

  /**
   * Tells in place of a driver that has not started, because it waits for a place to run, that it
   * is to be waited for.
   *
   * @return false if the driver was heard of itself, or the run is unknown or has ended
   */
  public boolean waiting(String token) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        """
                        update batch_run
                        set heartbeat_at = utc_timestamp(6)
                        where token = :token and state = 'LAUNCHED'
                        """)
                    .bind("token", token)
                    .execute()
                == 1);
  }

  /**
   * Ends a run as failed, if it has not ended yet.
   *
   * @return true if it was live until now
   */
  public boolean fail(String token, String message) {
    return database.write(
        handle -> {
          ViewPointer.lock(handle);
          boolean failed = end(handle, token, BatchRun.State.FAILED, message);
          if (failed) {
            bumpStatus(handle);
          }
          return failed;
        });
  }

  /**
   * Ends runs that were not heard of for longer than {@code fresh}.
   *
   * @return how many
   */
  public int failStale(Duration fresh) {
    return database.write(
        handle -> {
          ViewPointer.lock(handle);
          int failed =
              handle
                  .createUpdate(
                      """
                      update batch_run
                      set state = 'FAILED', finished_at = utc_timestamp(6), message = :message
                      where
                      """
                          + STALE)
                  .bind(
                      "message",
                      "its driver was not heard of for more than " + fresh.toSeconds() + " s")
                  .bind("fresh", micros(fresh))
                  .execute();
          if (failed > 0) {
            bumpStatus(handle);
          }
          return failed;
        });
  }

  static boolean end(Handle handle, String token, BatchRun.State state, String message) {
    return handle
            .createUpdate(
                """
                update batch_run
                set state = :state, finished_at = utc_timestamp(6), message = :message
                where token = :token and state in ('LAUNCHED', 'RUNNING')
                """)
            .bind("state", state.name())
            .bind("message", Columns.cut(message))
            .bind("token", token)
            .execute()
        == 1;
  }

  static void bumpStatus(Handle handle) {
    handle.execute(
        "update current_view set status_generation = status_generation + 1 where id = 1");
  }

  private static Optional<BatchRun> live(Handle handle, Duration fresh) {
    return handle
        .createQuery("select * from batch_run where " + LIVE + " order by run_id desc limit 1")
        .bind("fresh", micros(fresh))
        .map((row, context) -> BatchRun.of(row))
        .findOne();
  }

  static Optional<BatchRun> find(Handle handle, String token) {
    return handle
        .createQuery("select * from batch_run where token = :token")
        .bind("token", token)
        .map((row, context) -> BatchRun.of(row))
        .findOne();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}

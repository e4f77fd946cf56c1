package io.lambdax.store.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One launch of the batch job.
 *
 * @param id its number
 * @param lakeId the lake it reads
 * @param version it reads the facts up to this version
 * @param attempt 1, 2, 3, … for one lake and version
 * @param token its name, unique; the driver proves with it which run it is
 * @param state where it is
 * @param launchedAt when the controller launched it, by the database's clock
 * @param heartbeatAt when the driver was last heard of or, before that, known to wait for a place
 * @param finishedAt when it ended
 * @param message why it failed or was superseded
 * @param progress how far it is, or was when it ended, if its driver told
 */
public record BatchRun(
    long id,
    String lakeId,
    long version,
    int attempt,
    String token,
    State state,
    Instant launchedAt,
    Optional<Instant> heartbeatAt,
    Optional<Instant> finishedAt,
    Optional<String> message,
    Optional<Progress> progress) {

  /** Where a run is. */
  public enum State {
    /** The controller launched it; its driver has not been heard of. */
    LAUNCHED,
    /** Its driver is at work. */
    RUNNING,
    /** Its view became current. */
    SUCCEEDED,
    /** It came too late, or while the view was pinned: it changed nothing. */
    SUPERSEDED,
    /** It ended without a view, or was not heard of for too long. */
    FAILED;

    /** Tells whether the run may still flip. */
    public boolean isLive() {
      return this == LAUNCHED || this == RUNNING;
    }
  }

  /** What a run does, in this order. */
  public enum Step {
    /** Spark starts. */
    START,
    /** It reads the facts and stores the series. */
    READ,
    /** It correlates them. */
    COMPUTE,
    /** It writes what came of it to the lake and to the view. */
    WRITE
  }

  /**
   * How far a run is.
   *
   * @param done how many tasks have passed the step, each with a block of pairs or some
   * @param tasks how many there are, 0 while that is not known
   */
  public record Progress(Step step, int done, int tasks) {}

  static BatchRun of(ResultSet row) throws SQLException {
    return new BatchRun(
        row.getLong("run_id"),
        row.getString("lake_id"),
        row.getLong("version"),
        row.getInt("attempt"),
        row.getString("token"),
        State.valueOf(row.getString("state")),
        Columns.instant(row, "launched_at"),
        Columns.optionalInstant(row, "heartbeat_at"),
        Columns.optionalInstant(row, "finished_at"),
        Columns.optionalText(row, "message"),
        progress(row));
  }

  private static Optional<Progress> progress(ResultSet row) throws SQLException {
    String step = row.getString("step");
    return step == null
        ? Optional.empty()
        : Optional.of(
            new Progress(Step.valueOf(step), row.getInt("tasks_done"), row.getInt("tasks")));
  }
}

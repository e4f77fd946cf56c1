package io.lambdax.store.view;

import io.lambdax.core.series.Series;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Writes the realtime view. Each call is one transaction that first locks the row of its share:
 * what a process writes that does not hold the share any more is refused whole. Rows only ever move
 * on to a higher version. Thread-safe.
 *
 * <p>The epoch that fences is counted by the database and not the consumer group's generation,
 * which Kafka starts again from 1 when a group was empty for long.
 */
public final class RealtimeWriter {

  private static final int SERIES_BATCH = 20;
  private static final int BATCH = 1_000;
  private static final int DELETE_BATCH = 5_000;

  // The names of tables before these are our own constants.
  private static final String COVERED = " where lake_id = :lake and version <= :upTo limit :most";
  private static final String OF_OTHERS = " where lake_id not in (<lakes>) limit :most";

  private static final String UPSERT_SERIES =
      upsert(
          "realtime_series",
          List.of("lake_id", "series"),
          List.of("source", "first_day", "last_day", "days", "packed"));

  private static final String UPSERT_SUMMARY =
      upsert(
          "realtime_summary",
          List.of("lake_id", "x_transform", "y_transform", "window_days", "x", "y"),
          List.of(
              "r0",
              "n0",
              "best_lag",
              "r",
              "n",
              "lags_tested",
              "n_eff",
              "p",
              "ci_low",
              "ci_high",
              "p_adjusted"));

  private static final String INSERT_REVISION =
      """
      insert ignore into revision (lake_id, series, day, version, value, observed_at)
      values (?, ?, ?, ?, ?, ?)
      """;

  private final Database database;

  /** Works on this database. */
  public RealtimeWriter(Database database) {
    this.database = database;
  }

  /**
   * How far a share is.
   *
   * @param since all facts after this version are in its rows; may be lower than before
   * @param version up to and with this one
   */
  public record Progress(String lakeId, long since, long version) {}

  /**
   * Makes the rows of shares 0 to {@code count - 1} that are missing: one that nobody has claimed
   * yet must not pass for one that is done.
   */
  public void open(int count) {
    database.<RuntimeException>execute(
        handle -> {
          for (int share = 0; share < count; share++) {
            handle
                .createUpdate("insert ignore into realtime_share (share) values (:share)")
                .bind("share", share)
                .execute();
          }
        });
  }

  /** Takes a share over from whoever held it. */
  public Share claim(int number) {
    return database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into realtime_share (share, epoch) values (:share, 1)
                  on duplicate key update epoch = epoch + 1
                  """)
              .bind("share", number)
              .execute();
          long epoch =
              handle
                  .createQuery("select epoch from realtime_share where share = :share")
                  .bind("share", number)
                  .mapTo(Long.class)
                  .one();
          return new Share(number, epoch);
        });
  }

  /** Stores series and revisions, and how far that brings the share. */
  public void series(
      Share share, Progress progress, List<RealtimeSeries> rows, List<Revision> revisions)
      throws SQLException, FencedException {
    inShare(
        share,
        handle -> {
          String lake = progress.lakeId();
          try (PreparedStatement upsert = handle.getConnection().prepareStatement(UPSERT_SERIES)) {
            Batches.run(upsert, rows, (statement, row) -> bind(statement, lake, row), SERIES_BATCH);
          }
          try (PreparedStatement insert =
              handle.getConnection().prepareStatement(INSERT_REVISION)) {
            Batches.run(insert, revisions, (statement, row) -> bind(statement, lake, row), BATCH);
          }
          update(handle, share, progress);
        });
  }

  /** Stores summaries. */
  public void summaries(Share share, String lakeId, List<RealtimeSummary> rows)
      throws SQLException, FencedException {
    inShare(
        share,
        handle -> {
          try (PreparedStatement upsert = handle.getConnection().prepareStatement(UPSERT_SUMMARY)) {
            Batches.run(
                upsert,
                inOrderOfKey(rows),
                (statement, row) -> bind(statement, lakeId, row),
                BATCH);
          }
        });
  }

  /** As rows are deleted: two that lock the same rows in one order cannot lock each other out. */
  private static List<RealtimeSummary> inOrderOfKey(List<RealtimeSummary> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing((RealtimeSummary row) -> row.family().xTransform().word())
                .thenComparing(row -> row.family().yTransform().word())
                .thenComparing(row -> row.family().windowDays())
                .thenComparing(row -> row.summary().x())
                .thenComparing(row -> row.summary().y()))
        .toList();
  }

  /** Stores how far the share is, and that its owner is alive. */
  public void progress(Share share, Progress progress) throws SQLException, FencedException {
    inShare(share, handle -> update(handle, share, progress));
  }

  /**
   * Deletes some rows of the lake that facts up to and with that version made, and some of lakes
   * that are not to be kept: a few thousand, so that neither readers nor the values wait for it.
   * The progress that is stored must say so already.
   *
   * @param upTo what every kept view of the lake covers; 0 if none is kept
   * @param lakes those whose rows may still be read, at least one
   * @return how many rows went; 0: there are no more
   */
  public long forget(Share share, String lakeId, long upTo, Set<String> lakes)
      throws SQLException, FencedException {
    long deleted = 0;
    for (String table : List.of("realtime_series", "realtime_summary")) {
      deleted +=
          delete(
              share,
              handle ->
                  handle
                      .createUpdate("delete from " + table + COVERED)
                      .bind("lake", lakeId)
                      .bind("upTo", upTo));
    }
    for (String table : List.of("realtime_series", "realtime_summary", "revision")) {
      deleted +=
          delete(
              share,
              handle ->
                  handle
                      .createUpdate("delete from " + table + OF_OTHERS)
                      .bindList("lakes", List.copyOf(lakes)));
    }
    return deleted;
  }

  private long delete(Share share, Function<Handle, Update> statement)
      throws SQLException, FencedException {
    int[] deleted = {0};
    inShare(
        share, handle -> deleted[0] = statement.apply(handle).bind("most", DELETE_BATCH).execute());
    return deleted[0];
  }

  @FunctionalInterface
  private interface Work {
    void with(Handle handle) throws SQLException;
  }

  private void inShare(Share share, Work work) throws SQLException, FencedException {
    boolean held =
        database.<Boolean, SQLException>write(
            handle -> {
              Optional<Long> epoch =
                  handle
                      .createQuery(
                          "select epoch from realtime_share where share = :share for update")
                      .bind("share", share.number())
                      .mapTo(Long.class)
                      .findOne();
              if (!epoch.equals(Optional.of(share.epoch()))) {
                return false;
              }
              work.with(handle);
              return true;
            });
    if (!held) {
      throw new FencedException(share);
    }
  }

  private static void update(Handle handle, Share share, Progress progress) {
    // From left to right: lake_id, by which the others decide, comes last.
    handle
        .createUpdate(
            """
            update realtime_share
            set since_version = :since,
                version = if(lake_id <=> :lake, greatest(version, :version), :version),
                updated_at = utc_timestamp(6),
                lake_id = :lake
            where share = :share
            """)
        .bind("lake", progress.lakeId())
        .bind("since", progress.since())
        .bind("version", progress.version())
        .bind("share", share.number())
        .execute();
  }

  private static void bind(PreparedStatement statement, String lakeId, RealtimeSeries row)
      throws SQLException {
    Series values = row.values();
    statement.setString(1, lakeId);
    statement.setString(2, row.id().toString());
    statement.setString(3, row.source());
    statement.setObject(4, values.isEmpty() ? null : LocalDate.ofEpochDay(values.firstDay()));
    statement.setObject(5, values.isEmpty() ? null : LocalDate.ofEpochDay(values.lastDay()));
    statement.setInt(6, values.size());
    statement.setBytes(7, PackedSeries.encode(values));
    statement.setLong(8, row.version());
  }

  private static void bind(PreparedStatement statement, String lakeId, RealtimeSummary row)
      throws SQLException {
    statement.setString(1, lakeId);
    statement.setString(2, row.family().xTransform().word());
    statement.setString(3, row.family().yTransform().word());
    statement.setInt(4, row.family().windowDays());
    statement.setString(5, row.summary().x().toString());
    statement.setString(6, row.summary().y().toString());
    SummaryColumns.bind(statement, 7, row.summary());
    statement.setLong(7 + SummaryColumns.COUNT, row.version());
  }

  private static void bind(PreparedStatement statement, String lakeId, Revision row)
      throws SQLException {
    statement.setString(1, lakeId);
    statement.setString(2, row.series().toString());
    statement.setObject(3, row.day());
    statement.setLong(4, row.version());
    Columns.bind(statement, 5, row.value());
    statement.setObject(6, Columns.utc(row.observedAt()));
  }

  /**
   * Inserts a whole row, or replaces it whole unless the version is lower. Assignments run from
   * left to right: the version, by which the others decide, comes last. VALUES(column), because
   * MariaDB has no row alias.
   */
  private static String upsert(String table, List<String> key, List<String> columns) {
    List<String> all = Stream.of(key, columns, List.of("version")).flatMap(List::stream).toList();
    return "insert into "
        + table
        + " ("
        + String.join(", ", all)
        + ") values ("
        + all.stream().map(column -> "?").collect(Collectors.joining(", "))
        + ") on duplicate key update "
        + columns.stream()
            .map(c -> c + " = if(values(version) >= version, values(" + c + "), " + c + ")")
            .collect(Collectors.joining(", "))
        + ", version = greatest(values(version), version)";
  }
}

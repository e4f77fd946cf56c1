package io.lambdax.store.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reads the realtime view inside a {@link Database#snapshot}. Lives as long as its handle. A row of
 * it counts only for a view of the same lake whose version is lower than the row's.
 */
public final class RealtimeReader {

  private final Handle handle;

  /** Reads through this handle. */
  public RealtimeReader(Handle handle) {
    this.handle = handle;
  }

  /** How far each share is, by number. */
  public List<ShareState> shares() {
    return handle
        .createQuery("select * from realtime_share order by share")
        .map(
            (row, context) ->
                new ShareState(
                    row.getInt("share"),
                    Columns.optionalText(row, "lake_id"),
                    row.getLong("since_version"),
                    row.getLong("version"),
                    Columns.optionalInstant(row, "updated_at")))
        .list();
  }

  /**
   * The version after which facts must be in the realtime view of a lake: that of the oldest view
   * kept of it, or, before there is one, of a run that is about to make one. Empty if there is
   * neither: then nobody could read the rows.
   */
  public OptionalLong base(String lakeId) {
    OptionalLong kept = kept(lakeId);
    return kept.isPresent() ? kept : running(lakeId);
  }

  /** The version of the oldest view kept of a lake, empty if there is none. Never goes back. */
  public OptionalLong kept(String lakeId) {
    return lowest(
        """
        select min(v.version) from current_view c
        join batch_view v on v.view_id in (c.view_id, c.previous_view_id)
        where v.lake_id = :lake
        """,
        lakeId);
  }

  private OptionalLong running(String lakeId) {
    return lowest(
        """
        select min(version) from batch_run
        where lake_id = :lake and state in ('LAUNCHED', 'RUNNING')
        """,
        lakeId);
  }

  private OptionalLong lowest(String sql, String lakeId) {
    Optional<Long> lowest =
        handle.createQuery(sql).bind("lake", lakeId).mapTo(Long.class).findOne();
    return lowest.stream().mapToLong(Long::longValue).findFirst();
  }

  /** The lakes of the kept views. */
  public Set<String> keptLakes() {
    return new HashSet<>(
        handle
            .createQuery(
                """
                select distinct v.lake_id from current_view c
                join batch_view v on v.view_id in (c.view_id, c.previous_view_id)
                """)
            .mapTo(String.class)
            .list());
  }

  /** The series of a lake whose newest fact is above a version, and the version of that fact. */
  public Map<SeriesId, Long> seriesAbove(String lakeId, long version) {
    Map<SeriesId, Long> versions = new HashMap<>();
    handle
        .createQuery(
            "select series, version from realtime_series where lake_id = :lake and version > :version")
        .bind("lake", lakeId)
        .bind("version", version)
        .map(
            (row, context) ->
                Map.entry(SeriesId.parse(row.getString("series")), row.getLong("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  /** The series of a lake whose newest fact is above a version, without their values, by name. */
  public List<RealtimeEntry> entriesAbove(String lakeId, long version) {
    return handle
        .createQuery(
            """
            select series, version, crc32(packed) as checksum, source, first_day, last_day, days
            from realtime_series
            where lake_id = :lake and version > :version order by series
            """)
        .bind("lake", lakeId)
        .bind("version", version)
        .map((row, context) -> entry(row))
        .list();
  }

  /** The packed values of a series and the version of its newest fact. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that nobody compares
  public record Packed(long version, byte[] bytes) {}

  /** One series as it is stored, whatever its version. */
  public Optional<Packed> packed(String lakeId, SeriesId id) {
    return handle
        .createQuery(
            """
            select version, packed from realtime_series
            where lake_id = :lake and series = :series
            """)
        .bind("lake", lakeId)
        .bind("series", id.toString())
        .map((row, context) -> new Packed(row.getLong("version"), row.getBytes("packed")))
        .findOne();
  }

  /** The series of a lake that have no values left, whatever their version. */
  public Set<SeriesId> withdrawn(String lakeId) {
    return handle
        .createQuery("select series from realtime_series where lake_id = :lake and days = 0")
        .bind("lake", lakeId)
        .mapTo(String.class)
        .map(SeriesId::parse)
        .set();
  }

  /** How many summaries of a family are newer than a version. */
  public long countSummaries(String lakeId, Family family, long version) {
    return handle
        .createQuery(
            """
            select count(*) from realtime_summary
            where lake_id = :lake and x_transform = :xTransform and y_transform = :yTransform
              and window_days = :window and version > :version
            """)
        .bind("lake", lakeId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .bind("version", version)
        .mapTo(Long.class)
        .one();
  }

  /** The families with pairs that are newer than a version. */
  public Set<Family> families(String lakeId, long version) {
    return handle
        .createQuery(
            """
            select distinct x_transform, y_transform, window_days from realtime_summary
            where lake_id = :lake and version > :version
            """)
        .bind("lake", lakeId)
        .bind("version", version)
        .map((row, context) -> SummaryColumns.family(row))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** The database's time, which is that of {@link ShareState#updatedAt}. */
  public Instant now() {
    return handle
        .createQuery("select utc_timestamp(6) as now")
        .map((row, context) -> Columns.instant(row, "now"))
        .one();
  }

  /** One series with its values, if its newest fact is above a version. */
  public Optional<RealtimeSeries> series(String lakeId, SeriesId id, long version) {
    return handle
        .createQuery(
            """
            select * from realtime_series
            where lake_id = :lake and series = :series and version > :version
            """)
        .bind("lake", lakeId)
        .bind("series", id.toString())
        .bind("version", version)
        .map((row, context) -> series(row))
        .findOne();
  }

  /** All series of a lake whose newest fact is above a version, with their values, by name. */
  public List<RealtimeSeries> allSeries(String lakeId, long version) {
    return handle
        .createQuery(
            """
            select * from realtime_series
            where lake_id = :lake and version > :version order by series
            """)
        .bind("lake", lakeId)
        .bind("version", version)
        .map((row, context) -> series(row))
        .list();
  }

  /** The summaries of a family whose newest fact is above a version, in no order. */
  public List<RealtimeSummary> summaries(String lakeId, Family family, long version) {
    return handle
        .createQuery(
            """
            select * from realtime_summary
            where lake_id = :lake and x_transform = :xTransform and y_transform = :yTransform
              and window_days = :window and version > :version
            """)
        .bind("lake", lakeId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .bind("version", version)
        .map(
            (row, context) ->
                new RealtimeSummary(family, row.getLong("version"), SummaryColumns.read(row)))
        .list();
  }

  /** A pair, as a key. */
  public record Pair(SeriesId x, SeriesId y) {}

  /** The pairs of a lake that have a summary of a family, and of which version it is. */
  public Map<Pair, Long> pairs(String lakeId, Family family) {
    Map<Pair, Long> versions = new HashMap<>();
    handle
        .createQuery(
            """
            select x, y, version from realtime_summary
            where lake_id = :lake and x_transform = :xTransform and y_transform = :yTransform
              and window_days = :window
            """)
        .bind("lake", lakeId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .map(
            (row, context) ->
                Map.entry(
                    new Pair(
                        SeriesId.parse(row.getString("x")), SeriesId.parse(row.getString("y"))),
                    row.getLong("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  /** What was revised of a series of a lake, by day and version. */
  public List<Revision> revisions(String lakeId, SeriesId id) {
    return handle
        .createQuery(
            "select * from revision where lake_id = :lake and series = :series order by day, version")
        .bind("lake", lakeId)
        .bind("series", id.toString())
        .map(
            (row, context) ->
                new Revision(
                    id,
                    Columns.day(row, "day"),
                    row.getLong("version"),
                    Columns.optionalDouble(row, "value"),
                    Columns.instant(row, "observed_at")))
        .list();
  }

  private static RealtimeEntry entry(ResultSet row) throws SQLException {
    return new RealtimeEntry(
        SeriesId.parse(row.getString("series")),
        row.getLong("version"),
        row.getLong("checksum"),
        row.getString("source"),
        Columns.optionalDay(row, "first_day"),
        Columns.optionalDay(row, "last_day"),
        row.getInt("days"));
  }

  private static RealtimeSeries series(ResultSet row) throws SQLException {
    Series values = PackedSeries.decode(row.getBytes("packed"));
    return new RealtimeSeries(
        SeriesId.parse(row.getString("series")),
        row.getLong("version"),
        row.getString("source"),
        values);
  }
}

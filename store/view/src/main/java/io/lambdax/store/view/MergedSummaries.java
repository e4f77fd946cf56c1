package io.lambdax.store.view;

import io.lambdax.core.series.SeriesId;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads a family over both views inside a {@link Database#snapshot} without holding it in memory:
 * for families too large to rank anew, so q is the batch view's. Lives as long as its handle.
 */
public final class MergedSummaries {

  private static final String COLUMNS =
      "r0, n0, best_lag, r, n, lags_tested, n_eff, p, ci_low, ci_high, p_adjusted";

  private static final String LAID_OVER =
      """
      (
        select s.x, s.y, %s, s.q
        from summary s
        left join realtime_summary t
          on t.lake_id = :lake and t.version > :version
          and t.x_transform = s.x_transform and t.y_transform = s.y_transform
          and t.window_days = s.window_days and t.x = s.x and t.y = s.y
        where s.view_id = :view and s.x_transform = :xTransform
          and s.y_transform = :yTransform and s.window_days = :window
        union all
        select t.x, t.y, %s, null
        from realtime_summary t
        left join summary s
          on s.view_id = :view and s.x_transform = t.x_transform
          and s.y_transform = t.y_transform and s.window_days = t.window_days
          and s.x = t.x and s.y = t.y
        where t.lake_id = :lake and t.version > :version and t.x_transform = :xTransform
          and t.y_transform = :yTransform and t.window_days = :window and s.x is null
      ) s
      where s.x not in (<gone>) and s.y not in (<gone>)
      """
          .formatted(each("if(t.x is null, s.%1$s, t.%1$s) as %1$s"), each("t.%1$s"));

  private final Handle handle;
  private final BatchView view;
  private final Family family;
  private final List<String> gone;

  /**
   * Reads through this handle.
   *
   * @param gone series that have no values: their pairs are left out
   */
  public MergedSummaries(Handle handle, BatchView view, Family family, Collection<SeriesId> gone) {
    this.handle = handle;
    this.view = view;
    this.family = family;
    // An empty list is no SQL, and no series has an empty name.
    this.gone =
        gone.isEmpty() ? List.of("") : gone.stream().map(SeriesId::toString).sorted().toList();
  }

  /**
   * The first pairs in an order.
   *
   * @param limit how many at most, at least 1
   */
  public List<RankedSummary> top(SummaryFilter filter, SummaryOrder order, int limit) {
    // Only the order is put into the statement, and that is one of our own constants.
    return query(
            "select s.* from "
                + LAID_OVER
                + """
                  and (:market is null
                    or substring_index(substring_index(s.x, ':', 2), ':', -1) = :market)
                  and (:health is null
                    or substring_index(substring_index(s.y, ':', 2), ':', -1) = :health)
                  and (:measure is null
                    or substring_index(substring_index(s.y, ':', -1), '@', 1) = :measure)
                  order by\s"""
                + order.sql()
                + " limit :limit")
        .bind("market", filter.market())
        .bind("health", filter.health())
        .bind("measure", filter.measure())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new RankedSummary(SummaryColumns.read(row), Columns.optionalDouble(row, "q")))
        .list();
  }

  /** How many pairs could be tested. */
  public long tested() {
    return query("select count(s.p_adjusted) from " + LAID_OVER).mapTo(Long.class).one();
  }

  private Query query(String sql) {
    return handle
        .createQuery(sql)
        .bind("lake", view.lakeId())
        .bind("version", view.version())
        .bind("view", view.id())
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .bindList("gone", gone);
  }

  private static String each(String pattern) {
    return String.join(
        ", ", List.of(COLUMNS.split(", ")).stream().map(pattern::formatted).toList());
  }
}

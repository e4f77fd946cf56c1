package io.lambdax.store.view;

import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Reads the summaries of a view inside a {@link Database#snapshot}. Lives as long as its handle.
 */
public final class SummaryReader {

  private static final String OF_FAMILY =
      """
      s.view_id = :view
        and s.x_transform = :xTransform
        and s.y_transform = :yTransform
        and s.window_days = :window
      """;

  private final Handle handle;

  /** Reads through this handle. */
  public SummaryReader(Handle handle) {
    this.handle = handle;
  }

  /**
   * The first pairs of a family in an order.
   *
   * @param limit how many at most, at least 1
   */
  public List<RankedSummary> top(
      long viewId, Family family, SummaryFilter filter, SummaryOrder order, int limit) {
    // Only the order is put into the statement, and that is one of our own constants.
    return handle
        .createQuery(
            """
            select s.* from summary s
            join series sx on sx.view_id = s.view_id and sx.series = s.x
            join series sy on sy.view_id = s.view_id and sy.series = s.y
            where (:market is null or sx.entity = :market)
              and (:health is null or sy.entity = :health)
              and (:measure is null or sy.measure = :measure)
              and
            """
                + OF_FAMILY
                + " order by "
                + order.sql()
                + " limit :limit")
        .bind("market", filter.market())
        .bind("health", filter.health())
        .bind("measure", filter.measure())
        .bind("view", viewId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** One pair of a family; empty if the view has no summary of it. */
  public Optional<RankedSummary> find(long viewId, Family family, SeriesId x, SeriesId y) {
    return handle
        .createQuery("select s.* from summary s where s.x = :x and s.y = :y and " + OF_FAMILY)
        .bind("x", x.toString())
        .bind("y", y.toString())
        .bind("view", viewId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .map((row, context) -> summary(row))
        .findOne();
  }

  /** How many pairs of a family could be tested: what q was computed over. */
  public long familySize(long viewId, Family family) {
    return handle
        .createQuery("select count(s.q) from summary s where " + OF_FAMILY)
        .bind("view", viewId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays())
        .mapTo(Long.class)
        .one();
  }

  private static RankedSummary summary(ResultSet row) throws SQLException {
    return new RankedSummary(
        new Summary(
            SeriesId.parse(row.getString("x")),
            SeriesId.parse(row.getString("y")),
            Columns.optionalDouble(row, "r0"),
            row.getInt("n0"),
            best(row)),
        Columns.optionalDouble(row, "q"));
  }

  private static Optional<Best> best(ResultSet row) throws SQLException {
    OptionalInt lag = Columns.optionalInt(row, "best_lag");
    if (lag.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble low = Columns.optionalDouble(row, "ci_low");
    OptionalDouble high = Columns.optionalDouble(row, "ci_high");
    Optional<Interval> ci95 =
        low.isPresent() && high.isPresent()
            ? Optional.of(new Interval(low.getAsDouble(), high.getAsDouble()))
            : Optional.empty();
    return Optional.of(
        new Best(
            lag.getAsInt(),
            row.getDouble("r"),
            row.getInt("n"),
            row.getInt("lags_tested"),
            new Significance(row.getDouble("n_eff"), Columns.optionalDouble(row, "p"), ci95),
            Columns.optionalDouble(row, "p_adjusted")));
  }
}

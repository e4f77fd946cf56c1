package io.lambdax.store.view;

import io.lambdax.core.series.SeriesId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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

  /** All pairs of a family, in no order. */
  public List<RankedSummary> all(long viewId, Family family) {
    return ofFamily("select s.* from summary s where ", viewId, family)
        .map((row, context) -> summary(row))
        .list();
  }

  /** The families that the view holds pairs of. */
  public Set<Family> families(long viewId) {
    return handle
        .createQuery(
            """
            select distinct x_transform, y_transform, window_days from summary
            where view_id = :view
            """)
        .bind("view", viewId)
        .map((row, context) -> SummaryColumns.family(row))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /** How many pairs of a family the view holds. */
  public long count(long viewId, Family family) {
    return ofFamily("select count(*) from summary s where ", viewId, family)
        .mapTo(Long.class)
        .one();
  }

  /** How many pairs of a family could be tested: what q was computed over. */
  public long familySize(long viewId, Family family) {
    OptionalLong cut = cut(viewId, family);
    return cut.isPresent()
        ? cut.getAsLong()
        : ofFamily("select count(s.q) from summary s where ", viewId, family)
            .mapTo(Long.class)
            .one();
  }

  /** The same if the view keeps only some pairs of the family; empty if it keeps all. */
  public OptionalLong cut(long viewId, Family family) {
    return ofFamily("select s.tested from cut_family s where ", viewId, family)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The statement, one of our own constants, for the rows of a family. */
  private Query ofFamily(String statement, long viewId, Family family) {
    return handle
        .createQuery(statement + OF_FAMILY)
        .bind("view", viewId)
        .bind("xTransform", family.xTransform().word())
        .bind("yTransform", family.yTransform().word())
        .bind("window", family.windowDays());
  }

  private static RankedSummary summary(ResultSet row) throws SQLException {
    return new RankedSummary(SummaryColumns.read(row), Columns.optionalDouble(row, "q"));
  }
}

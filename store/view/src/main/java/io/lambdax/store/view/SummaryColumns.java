package io.lambdax.store.view;

import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The columns r0, n0, best_lag, r, n, lags_tested, n_eff, p, ci_low, ci_high, p_adjusted of both
 * tables of summaries, in this order.
 */
final class SummaryColumns {

  /** How many they are. */
  static final int COUNT = 11;

  private SummaryColumns() {}

  /** Binds them to as many columns from that one on. */
  static void bind(PreparedStatement statement, int first, Summary summary) throws SQLException {
    Columns.bind(statement, first, summary.r0());
    statement.setInt(first + 1, summary.n0());
    if (summary.best().isPresent()) {
      bindBest(statement, first + 2, summary.best().get());
    } else {
      for (int i = 2; i < COUNT; i++) {
        statement.setNull(first + i, i == 2 || i == 4 || i == 5 ? Types.INTEGER : Types.DOUBLE);
      }
    }
  }

  private static void bindBest(PreparedStatement statement, int first, Best best)
      throws SQLException {
    Significance significance = best.significance();
    statement.setInt(first, best.lag());
    statement.setDouble(first + 1, best.r());
    statement.setInt(first + 2, best.n());
    statement.setInt(first + 3, best.lagsTested());
    statement.setDouble(first + 4, significance.nEff());
    Columns.bind(statement, first + 5, significance.p());
    Columns.bind(statement, first + 6, low(significance));
    Columns.bind(statement, first + 7, high(significance));
    Columns.bind(statement, first + 8, best.pAdjusted());
  }

  private static OptionalDouble low(Significance significance) {
    return significance.ci95().stream().mapToDouble(Interval::low).findFirst();
  }

  private static OptionalDouble high(Significance significance) {
    return significance.ci95().stream().mapToDouble(Interval::high).findFirst();
  }

  /** Reads x, y and the columns. */
  static Summary read(ResultSet row) throws SQLException {
    return new Summary(
        SeriesId.parse(row.getString("x")),
        SeriesId.parse(row.getString("y")),
        Columns.optionalDouble(row, "r0"),
        row.getInt("n0"),
        best(row));
  }

  /** Reads x_transform, y_transform, window_days; empty for transforms that we do not know. */
  static Optional<Family> family(ResultSet row) throws SQLException {
    Optional<Transform> x = Transform.of(row.getString("x_transform"));
    Optional<Transform> y = Transform.of(row.getString("y_transform"));
    int window = row.getInt("window_days");
    return x.flatMap(xt -> y.map(yt -> Family.of(xt, yt, window)));
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

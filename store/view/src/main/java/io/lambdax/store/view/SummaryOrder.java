package io.lambdax.store.view;

import java.util.Comparator;

/** In which order to list summaries; pairs without the figure come last, ties go by name. */
public enum SummaryOrder {
  /** Largest |r| at the best lag first. */
  R("case when s.r is null then 1 else 0 end, abs(s.r) desc, s.x, s.y"),
  /** Smallest q first, then largest |r|. */
  Q("case when s.q is null then 1 else 0 end, s.q, abs(s.r) desc, s.x, s.y");

  private static final Comparator<RankedSummary> BY_R =
      Comparator.comparingDouble(SummaryOrder::size)
          .reversed()
          .thenComparing(row -> row.summary().x())
          .thenComparing(row -> row.summary().y());

  private static final Comparator<RankedSummary> BY_Q =
      Comparator.<RankedSummary>comparingDouble(row -> row.q().orElse(Double.MAX_VALUE))
          .thenComparing(BY_R);

  private final String sql;

  SummaryOrder(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  /** The same order for rows in memory. */
  public Comparator<RankedSummary> comparator() {
    return this == R ? BY_R : BY_Q;
  }

  private static double size(RankedSummary row) {
    return row.summary().best().map(best -> Math.abs(best.r())).orElse(-1.0);
  }
}

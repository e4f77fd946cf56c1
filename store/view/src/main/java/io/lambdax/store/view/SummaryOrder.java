package io.lambdax.store.view;

/** In which order to list summaries; pairs without the figure come last, ties go by name. */
public enum SummaryOrder {
  /** Largest |r| at the best lag first. */
  R("case when s.r is null then 1 else 0 end, abs(s.r) desc, s.x, s.y"),
  /** Smallest q first, then largest |r|. */
  Q("case when s.q is null then 1 else 0 end, s.q, abs(s.r) desc, s.x, s.y");

  private final String sql;

  SummaryOrder(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}

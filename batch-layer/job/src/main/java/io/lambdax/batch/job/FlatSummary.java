package io.lambdax.batch.job;

import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A summary as Spark can send it: what is absent is NaN, and {@code lagsTested} is 0 where no lag
 * has an r.
 */
record FlatSummary(
    String x,
    String y,
    double r0,
    int n0,
    int lag,
    double r,
    int n,
    int lagsTested,
    double nEff,
    double p,
    double low,
    double high,
    double pAdjusted)
    implements Serializable {

  static FlatSummary of(Summary summary) {
    String x = summary.x().toString();
    String y = summary.y().toString();
    double r0 = flat(summary.r0());
    double none = Double.NaN;
    if (summary.best().isEmpty()) {
      return new FlatSummary(x, y, r0, summary.n0(), 0, none, 0, 0, none, none, none, none, none);
    }
    Best best = summary.best().get();
    Significance significance = best.significance();
    Optional<Interval> ci95 = significance.ci95();
    return new FlatSummary(
        x,
        y,
        r0,
        summary.n0(),
        best.lag(),
        best.r(),
        best.n(),
        best.lagsTested(),
        significance.nEff(),
        flat(significance.p()),
        ci95.map(Interval::low).orElse(none),
        ci95.map(Interval::high).orElse(none),
        flat(best.pAdjusted()));
  }

  Summary summary() {
    return new Summary(SeriesId.parse(x), SeriesId.parse(y), optional(r0), n0, best());
  }

  private Optional<Best> best() {
    if (lagsTested == 0) {
      return Optional.empty();
    }
    Optional<Interval> ci95 =
        Double.isNaN(low) ? Optional.empty() : Optional.of(new Interval(low, high));
    return Optional.of(
        new Best(
            lag, r, n, lagsTested, new Significance(nEff, optional(p), ci95), optional(pAdjusted)));
  }

  private static double flat(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

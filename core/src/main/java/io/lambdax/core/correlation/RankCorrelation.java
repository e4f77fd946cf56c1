package io.lambdax.core.correlation;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A rank correlation with the two-sided p that holds for independent days.
 *
 * @param r Spearman's rho or Kendall's tau-b, -1 to 1
 * @param pIid 0 to 1
 */
public record RankCorrelation(double r, double pIid) {
  /**
   * Spearman's rho with p from Student's t with n - 2 degrees of freedom.
   *
   * @param x at least 3 values, not constant
   */
  public static RankCorrelation spearman(double[] x, double[] y) {
    double r = Pearson.r(Ranks.of(x), Ranks.of(y));
    double freedom = x.length - 2;
    double t = Math.abs(r) * Math.sqrt(freedom / ((1 + r) * (1 - r)));
    return new RankCorrelation(r, 2 * TDistribution.of(freedom).survivalProbability(t));
  }

  /**
   * Kendall's tau-b. p is exact where there is no tie and either n ≤ 33 or at most one pair
   * disagrees (or agrees), else from the normal distribution with the variance for ties (M. G.
   * Kendall, Rank Correlation Methods, 4th ed., 1970).
   *
   * @param x at least 3 values, not constant
   */
  public static RankCorrelation kendall(double[] x, double[] y) {
    KendallCounts counts = KendallCounts.of(x, y);
    return new RankCorrelation(counts.tau(), counts.p());
  }
}

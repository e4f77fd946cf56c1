package io.lambdax.batch.job;

import io.lambdax.batch.blas.Backend;
import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.Family;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The summaries of a block in one window, column by column: 72 bytes a pair, which Spark keeps
 * between computing and writing. Rows are in the order of x, then y. What is absent is NaN, and
 * lagsTested is 0 where no lag has an r.
 */
final class SummaryBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Block block;
  private final int window;
  private final double[] r0;
  private final int[] n0;
  private final int[] lag;
  private final double[] r;
  private final int[] n;
  private final int[] lagsTested;
  private final double[] nEff;
  private final double[] p;
  private final double[] low;
  private final double[] high;
  private final double[] pAdjusted;

  private SummaryBlock(Block block, int window) {
    int pairs = block.pairs();
    this.block = block;
    this.window = window;
    this.r0 = none(pairs);
    this.n0 = new int[pairs];
    this.lag = new int[pairs];
    this.r = none(pairs);
    this.n = new int[pairs];
    this.lagsTested = new int[pairs];
    this.nEff = none(pairs);
    this.p = none(pairs);
    this.low = none(pairs);
    this.high = none(pairs);
    this.pAdjusted = none(pairs);
  }

  /**
   * Computes.
   *
   * @return one for each window of the block, in their order
   * @throws IllegalStateException if there is not just one summary a pair and window
   */
  static List<SummaryBlock> of(Panel panel, Block block, int maxLag) {
    List<List<Summary>> windows =
        new Summaries(new BlockKernel(Backend.products()))
            .of(
                panel.market(block),
                panel.health(block),
                block.xTransform(),
                block.yTransform(),
                IntStream.range(0, block.windows().size())
                    .mapToObj(window -> block.family(window).window())
                    .toList(),
                -maxLag,
                maxLag);
    Map<SeriesId, Integer> row = numbers(panel.marketIds(block));
    Map<SeriesId, Integer> column = numbers(panel.healthIds(block));
    List<SummaryBlock> out = new ArrayList<>();
    for (List<Summary> summaries : windows) {
      SummaryBlock one = new SummaryBlock(block, out.size());
      one.fill(summaries, row, column);
      out.add(one);
    }
    return out;
  }

  private void fill(
      List<Summary> summaries, Map<SeriesId, Integer> row, Map<SeriesId, Integer> column) {
    if (summaries.size() != block.pairs()) {
      throw new IllegalStateException(
          block + " has " + summaries.size() + " summaries for " + block.pairs() + " pairs");
    }
    summaries.forEach(
        summary -> put(row.get(summary.x()) * column.size() + column.get(summary.y()), summary));
  }

  /** The pairs. */
  Block block() {
    return block;
  }

  /** Which block of one family it is, from 0 on. */
  int number() {
    return block.number() + window;
  }

  /** The number of its family. */
  int familyNumber() {
    return block.families().get(window);
  }

  /** What its pairs are ranked with. */
  Family family() {
    return block.family(window);
  }

  /** The p of the best lags, adjusted for their choice, of the pairs that have one. */
  double[] tested() {
    return Arrays.stream(pAdjusted).filter(value -> !Double.isNaN(value)).toArray();
  }

  /** |r| at the best lags, -1 where no lag has one. */
  double[] sizes() {
    return Arrays.stream(r).map(value -> Double.isNaN(value) ? -1 : Math.abs(value)).toArray();
  }

  /** A pair. */
  Summary summary(int row, SeriesId x, SeriesId y) {
    return new Summary(x, y, optional(r0[row]), n0[row], best(row));
  }

  private void put(int row, Summary summary) {
    r0[row] = flat(summary.r0());
    n0[row] = summary.n0();
    summary.best().ifPresent(best -> put(row, best));
  }

  private void put(int row, Best best) {
    Significance significance = best.significance();
    lag[row] = best.lag();
    r[row] = best.r();
    n[row] = best.n();
    lagsTested[row] = best.lagsTested();
    nEff[row] = significance.nEff();
    p[row] = flat(significance.p());
    significance
        .ci95()
        .ifPresent(
            interval -> {
              low[row] = interval.low();
              high[row] = interval.high();
            });
    pAdjusted[row] = flat(best.pAdjusted());
  }

  private Optional<Best> best(int row) {
    if (lagsTested[row] == 0) {
      return Optional.empty();
    }
    Optional<Interval> ci95 =
        Double.isNaN(low[row]) ? Optional.empty() : Optional.of(new Interval(low[row], high[row]));
    return Optional.of(
        new Best(
            lag[row],
            r[row],
            n[row],
            lagsTested[row],
            new Significance(nEff[row], optional(p[row]), ci95),
            optional(pAdjusted[row])));
  }

  private static Map<SeriesId, Integer> numbers(List<SeriesId> ids) {
    Map<SeriesId, Integer> numbers = new HashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    return numbers;
  }

  private static double[] none(int size) {
    double[] none = new double[size];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private static double flat(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

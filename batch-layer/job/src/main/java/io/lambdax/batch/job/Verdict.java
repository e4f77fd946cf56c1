package io.lambdax.batch.job;

import io.lambdax.core.correlation.QValues;
import io.lambdax.store.view.RankedSummary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be said of a pair only once all pairs of its family are computed: its q, and whether it
 * is among the largest |r|, which MySQL keeps. At most 16 bytes a pair, and far fewer where most p
 * are chance. Used by one thread until every family is judged, then not changed.
 */
final class Verdict implements Serializable {

  private static final long serialVersionUID = 1L;

  /** By family. */
  private final ArrayList<QValues> q = new ArrayList<>();

  /** By family: what |r| must pass, or reach if there is room. */
  private final ArrayList<Double> least = new ArrayList<>();

  /** By block: of those that just reach it, so many find room. */
  private final long[] ties;

  private long kept;

  /** By family: how many of its pairs were tested. */
  private final ArrayList<Long> tested = new ArrayList<>();

  /**
   * What of a block all others must know.
   *
   * @param number of the block, and of its family
   * @param tested its p
   * @param sizes its |r|, if there are more than MySQL keeps
   */
  @SuppressWarnings("ArrayRecordComponent") // columns that nobody compares
  record Findings(int number, int family, int pairs, double[] tested, double[] sizes)
      implements Serializable {

    /**
     * Of a block.
     *
     * @param cut whether MySQL keeps fewer pairs than there are
     */
    static Findings of(SummaryBlock block, boolean cut) {
      return new Findings(
          block.number(),
          block.familyNumber(),
          block.block().pairs(),
          block.tested(),
          cut ? block.sizes() : new double[0]);
    }
  }

  /**
   * Of blocks that are still to be judged.
   *
   * @param blocks how many, of all families
   */
  Verdict(int blocks) {
    this.ties = new long[blocks];
    Arrays.fill(ties, Long.MAX_VALUE);
  }

  /**
   * Judges the next family.
   *
   * @param findings of each of its blocks, in order of their numbers
   * @param most so many of its pairs MySQL keeps; ties go to blocks of lower number
   */
  void judge(List<Findings> findings, int most) {
    double[] p = joined(findings, Findings::tested);
    q.add(QValues.benjaminiHochberg(p));
    tested.add((long) p.length);
    long pairs = findings.stream().mapToLong(Findings::pairs).sum();
    kept += Math.min(pairs, most);
    least.add(pairs > most ? cut(findings, most) : Double.NEGATIVE_INFINITY);
  }

  private double cut(List<Findings> own, int most) {
    double[] sizes = joined(own, Findings::sizes);
    Arrays.sort(sizes);
    double smallest = sizes[sizes.length - most];
    // Enough of the smallest that are kept, so that none of the larger is crowded out.
    long room = most - Arrays.stream(sizes).filter(size -> size > smallest).count();
    for (Findings of : own) {
      long tied = Arrays.stream(of.sizes()).filter(size -> size == smallest).count();
      ties[of.number()] = Math.min(tied, room);
      room -= Math.min(tied, room);
    }
    return smallest;
  }

  /** How many pairs MySQL keeps of all families together. */
  long kept() {
    return kept;
  }

  /** How many pairs of a family were tested, if MySQL keeps only some; empty if it keeps all. */
  OptionalLong cut(int family) {
    return least.get(family) == Double.NEGATIVE_INFINITY
        ? OptionalLong.empty()
        : OptionalLong.of(tested.get(family));
  }

  /** All pairs of a block. */
  Stream<RankedSummary> all(SummaryBlock block, Panel panel) {
    var xs = panel.marketIds(block.block());
    var ys = panel.healthIds(block.block());
    QValues qs = q.get(block.familyNumber());
    return IntStream.range(0, block.block().pairs())
        .mapToObj(row -> block.summary(row, xs.get(row / ys.size()), ys.get(row % ys.size())))
        .map(
            summary -> {
              OptionalDouble p =
                  summary.best().map(best -> best.pAdjusted()).orElse(OptionalDouble.empty());
              return new RankedSummary(
                  summary, p.isPresent() ? OptionalDouble.of(qs.of(p.getAsDouble())) : p);
            });
  }

  /** Whether MySQL keeps a pair; to be asked once for each pair of a block, in their order. */
  Predicate<RankedSummary> keeps(SummaryBlock block) {
    double smallest = least.get(block.familyNumber());
    long[] room = {ties[block.number()]};
    return ranked -> {
      double size = ranked.summary().best().map(best -> Math.abs(best.r())).orElse(-1.0);
      return size > smallest || (size == smallest && room[0]-- > 0);
    };
  }

  private static double[] joined(List<Findings> own, Function<Findings, double[]> column) {
    double[] all = new double[own.stream().map(column).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (Findings of : own) {
      double[] part = column.apply(of);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}

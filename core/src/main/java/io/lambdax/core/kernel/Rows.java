package io.lambdax.core.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some series on the same stretch of the calendar, with what they add up to. */
final class Rows {
  final List<Row> rows;

  /** The days that masks have here; those with the same days here share one. */
  final List<Runs> runs = new ArrayList<>();

  /** Which days each mask has here. */
  final int[] runsOf;

  /**
   * Day by day the values of all rows, then their squares, then for each mask, if they are counted,
   * 1 where it has values and 0 elsewhere; with days of zeros before the first and behind the last.
   */
  private final double[][] byDay;

  /** At each of these days what all before it add up to, one longer. */
  private final double[][] before;

  private final int days;
  private final int pad;

  /**
   * Those series.
   *
   * @param examples for each mask a row that has it
   * @param pad how far at most their sums will be moved, either way
   * @param counted whether the days of masks are summed too
   */
  Rows(List<Row> rows, List<Integer> examples, int pad, boolean counted) {
    this.rows = rows;
    this.runsOf = new int[examples.size()];
    Map<BitSet, Integer> known = new HashMap<>();
    List<boolean[]> has = new ArrayList<>();
    for (int mask = 0; mask < runsOf.length; mask++) {
      boolean[] some = rows.get(examples.get(mask)).has();
      has.add(some);
      runsOf[mask] =
          known.computeIfAbsent(
              bits(some),
              key -> {
                runs.add(Runs.of(some));
                return runs.size() - 1;
              });
    }
    this.days = rows.get(0).has().length;
    this.pad = pad;
    this.byDay = new double[days + 2 * pad][];
    this.before = new double[byDay.length + 1][];
    double[] none = new double[2 * rows.size() + (counted ? has.size() : 0)];
    before[0] = none;
    for (int i = 0; i < byDay.length; i++) {
      int day = i - pad;
      boolean inside = day >= 0 && day < days;
      byDay[i] = inside ? columns(day, has, none.length) : none;
      before[i + 1] = inside ? sum(before[i], byDay[i]) : before[i];
    }
  }

  private double[] columns(int day, List<boolean[]> has, int width) {
    double[] out = new double[width];
    int m = rows.size();
    for (int row = 0; row < m; row++) {
      double value = rows.get(row).values()[day];
      out[row] = value;
      out[m + row] = value * value;
    }
    for (int k = 2 * m; k < width; k++) {
      out[k] = has.get(k - 2 * m)[day] ? 1 : 0;
    }
    return out;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + b[i];
    }
    return out;
  }

  /**
   * Sums over the days of a mask, moved: of the rows, of their squares, and the counts of masks.
   */
  void sum(Runs over, int move, double[] out) {
    over.sum(byDay, before, pad + move, out);
  }

  /** How many numbers a sum has. */
  int width() {
    return byDay[0].length;
  }

  /** How many days the stretch has. */
  int days() {
    return days;
  }

  static BitSet bits(boolean[] has) {
    BitSet bits = new BitSet(has.length);
    for (int i = 0; i < has.length; i++) {
      bits.set(i, has[i]);
    }
    return bits;
  }

  double[][] all() {
    return rows.stream().map(Row::values).toArray(double[][]::new);
  }
}

package io.lambdax.core.kernel;

import java.util.Arrays;

/**
 * The days of a mask, so written that sums over them take few steps: whole runs of days by what all
 * days before their ends add up to, and the rest one by one, either of the days that are there or,
 * from all days, of those that lack. Immutable.
 */
final class Runs {
  private static final int AT_ONCE = 6;

  /** Where sums of all days before are added, and as many where they are taken off. */
  private final int[] plus;

  private final int[] minus;

  /** Days on their own. */
  private final int[] single;

  private final boolean lacking;

  private Runs(int[] plus, int[] minus, int[] single, boolean lacking) {
    this.plus = plus;
    this.minus = minus;
    this.single = single;
    this.lacking = lacking;
  }

  /** The shorter way to write a mask. */
  static Runs of(boolean[] mask) {
    Runs there = of(mask, true);
    Runs lacking = of(mask, false);
    return lacking.steps() < there.steps() ? lacking : there;
  }

  private static Runs of(boolean[] mask, boolean which) {
    int[] plus = new int[mask.length / 2 + 2];
    int[] minus = new int[plus.length];
    int[] single = new int[mask.length];
    int runs = 0;
    int singles = 0;
    if (!which) {
      plus[runs] = mask.length;
      minus[runs++] = 0;
    }
    int day = 0;
    while (day < mask.length) {
      int from = day;
      while (day < mask.length && mask[day] == which) {
        day++;
      }
      if (day == from + 1) {
        single[singles++] = from;
      } else if (day > from) {
        plus[runs] = which ? day : from;
        minus[runs++] = which ? from : day;
      }
      day++;
    }
    return new Runs(
        Arrays.copyOf(plus, runs),
        Arrays.copyOf(minus, runs),
        Arrays.copyOf(single, singles),
        !which);
  }

  /** How many rows are read for a sum. */
  int steps() {
    return 2 * plus.length + single.length;
  }

  /**
   * The sums of some columns over the days of the mask, moved.
   *
   * @param byDay a row of columns for every day that a move can lead to
   * @param before for each of these days, and one more, what all days before it add up to
   * @param move what to add to a day to have its place in byDay
   * @param out as long as a row, overwritten
   */
  void sum(double[][] byDay, double[][] before, int move, double[] out) {
    Arrays.fill(out, 0);
    int k = 0;
    for (; k + 1 < plus.length; k += 2) {
      between(
          before[plus[k] + move],
          before[minus[k] + move],
          before[plus[k + 1] + move],
          before[minus[k + 1] + move],
          out);
    }
    if (k < plus.length) {
      between(before[plus[k] + move], before[minus[k] + move], out);
    }
    for (k = 0; k + AT_ONCE <= single.length; k += AT_ONCE) {
      double[] a = byDay[single[k] + move];
      double[] b = byDay[single[k + 1] + move];
      double[] c = byDay[single[k + 2] + move];
      double[] d = byDay[single[k + 3] + move];
      double[] e = byDay[single[k + 4] + move];
      double[] f = byDay[single[k + 5] + move];
      if (lacking) {
        less(a, b, c, d, e, f, out);
      } else {
        more(a, b, c, d, e, f, out);
      }
    }
    for (; k < single.length; k++) {
      if (lacking) {
        less(byDay[single[k] + move], out);
      } else {
        more(byDay[single[k] + move], out);
      }
    }
  }

  private static void between(double[] to, double[] from, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += to[i] - from[i];
    }
  }

  private static void between(
      double[] to, double[] from, double[] to2, double[] from2, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += (to[i] - from[i]) + (to2[i] - from2[i]);
    }
  }

  private static void less(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] -= a[i];
    }
  }

  private static void less(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] f, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] -= ((a[i] + b[i]) + (c[i] + d[i])) + (e[i] + f[i]);
    }
  }

  private static void more(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += a[i];
    }
  }

  private static void more(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] f, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] += ((a[i] + b[i]) + (c[i] + d[i])) + (e[i] + f[i]);
    }
  }
}

package io.lambdax.core.correlation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Pearson's r and n of one pair for every lag of a range, under one pair of transforms and one
 * range of days. Immutable.
 */
public final class Profile {
  /** How far apart two |r| may be and still be a tie. */
  private static final double TIE = 1e-12;

  private final int minLag;
  private final double[] r;
  private final int[] n;

  /**
   * A profile from minLag on.
   *
   * @param r NaN where there is none; not to be changed afterwards
   * @param n as long as r; not to be changed afterwards
   */
  public Profile(int minLag, double[] r, int[] n) {
    if (r.length != n.length || r.length == 0) {
      throw new IllegalArgumentException(r.length + " r but " + n.length + " n");
    }
    this.minLag = minLag;
    this.r = r;
    this.n = n;
  }

  /** The first lag. */
  public int minLag() {
    return minLag;
  }

  /** The last lag, inclusive. */
  public int maxLag() {
    return minLag + r.length - 1;
  }

  /** r at a lag of the range; empty where fewer than 5 days match or a side is constant. */
  public OptionalDouble r(int lag) {
    double v = r[lag - minLag];
    return Double.isNaN(v) ? OptionalDouble.empty() : OptionalDouble.of(v);
  }

  /** How many days match at a lag of the range. */
  public int n(int lag) {
    return n[lag - minLag];
  }

  /**
   * The lag with the largest |r|, and how many were in the running.
   *
   * @param lagsTested lags with an r and with at least half the largest n of the profile
   */
  public record Peak(int lag, double r, int n, int lagsTested) {}

  /**
   * The peak, among lags with at least half the largest n; ties go to the smallest |lag|, then to
   * the positive one.
   */
  public Optional<Peak> peak() {
    int mostDays = 0;
    for (int days : n) {
      mostDays = Math.max(mostDays, days);
    }
    double most = -1;
    int tested = 0;
    for (int i = 0; i < r.length; i++) {
      if (inTheRunning(i, mostDays)) {
        tested++;
        most = Math.max(most, Math.abs(r[i]));
      }
    }
    if (tested == 0) {
      return Optional.empty();
    }
    int best = -1;
    for (int i = 0; i < r.length; i++) {
      if (inTheRunning(i, mostDays)
          && Math.abs(r[i]) >= most - TIE
          && (best < 0 || nearer(i + minLag, best + minLag))) {
        best = i;
      }
    }
    return Optional.of(new Peak(best + minLag, r[best], n[best], tested));
  }

  private boolean inTheRunning(int i, int mostDays) {
    return !Double.isNaN(r[i]) && 2L * n[i] >= mostDays;
  }

  private static boolean nearer(int lag, int other) {
    int a = Math.abs(lag);
    int b = Math.abs(other);
    return a < b || (a == b && lag > other);
  }
}

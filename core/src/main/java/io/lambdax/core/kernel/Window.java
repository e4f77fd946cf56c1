package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.correlation.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All lags of some x with some y on the days of one window, from the sums of its segments. */
final class Window {
  /** Lags whose r are kept before they are sorted into profiles: a line of the cache. */
  private static final int LAGS = 8;

  private static final byte UNKNOWN = 0;
  private static final byte CONSTANT = 1;
  private static final byte VARYING = 2;

  private final CutRows xs;
  private final CutRows ys;
  private final int minLag;
  private final int lags;

  /** All of it. */
  private final List<Segment> segments = new ArrayList<>();

  /** What adds up to the totals: a shorter window or a segment, and segments. */
  private final List<Totals> parts = new ArrayList<>();

  private final Totals totals;
  private final Pairs pairs;
  private final double[] energyY;
  private final double[] leastY;

  /** For masks of x, whether the y at hand is constant on the days they have. */
  private final byte[] known;

  private final double[][] kept;
  private final double[][] r;
  private final int[][] n;

  /** Works out r where the sums have lost too many digits. */
  interface Careful {
    double r(int x, int y, int lag);
  }

  /**
   * A window.
   *
   * @param within a shorter one that is added up before it, if any
   * @param more its segments, or those beside the shorter one, at least one
   */
  Window(
      CutRows xs, CutRows ys, Optional<Window> within, List<Segment> more, int minLag, int lags) {
    this.xs = xs;
    this.ys = ys;
    this.minLag = minLag;
    this.lags = lags;
    within.ifPresent(
        window -> {
          segments.addAll(window.segments);
          parts.add(window.totals);
        });
    for (Segment segment : more) {
      segments.add(segment);
      parts.add(segment.totals);
    }
    this.totals = parts.size() == 1 ? parts.get(0) : Totals.like(parts.get(0));
    int m = xs.mask.length;
    int k = ys.mask.length;
    List<Rows> left = segments.stream().map(segment -> segment.xs).toList();
    List<Rows> right = segments.stream().map(segment -> segment.ys).toList();
    this.pairs = new Pairs(xs.mask, energy(left, m), least(left, m));
    this.energyY = energy(right, k);
    this.leastY = least(right, k);
    this.known = new byte[xs.masks];
    this.kept = new double[LAGS][m * k];
    this.r = new double[m * k][lags];
    this.n = new int[xs.masks * ys.masks][lags];
  }

  private static double[] energy(List<Rows> segments, int rows) {
    double[] out = new double[rows];
    for (Rows segment : segments) {
      for (int row = 0; row < rows; row++) {
        out[row] += segment.rows.get(row).energy();
      }
    }
    return out;
  }

  private static double[] least(List<Rows> segments, int rows) {
    double[] out = new double[rows];
    for (Rows segment : segments) {
      for (int row = 0; row < rows; row++) {
        out[row] = Math.max(out[row], segment.rows.get(row).least());
      }
    }
    return out;
  }

  /** The lag of an offset, after its segments and the shorter window; asked for in order. */
  void at(int offset, Careful careful) {
    if (parts.size() > 1) {
      totals.sum(parts.get(0), parts.get(1));
    }
    for (int part = 2; part < parts.size(); part++) {
      totals.sum(totals, parts.get(part));
    }
    int at = lags - 1 - offset;
    count(at);
    finish(kept[at % LAGS], offset, minLag + at, careful);
    if (at % LAGS == 0) {
      sort(at, Math.min(LAGS, lags - at));
    }
  }

  private void count(int at) {
    int counts = 2 * xs.mask.length;
    for (int h = 0; h < ys.masks; h++) {
      for (int g = 0; g < xs.masks; g++) {
        n[h * xs.masks + g][at] = (int) totals.ofX[h][counts + g];
      }
    }
  }

  private void finish(double[] out, int offset, int lag, Careful careful) {
    int m = xs.mask.length;
    for (int j = 0; j < ys.mask.length; j++) {
      pairs.of(j, totals.ofX[ys.mask[j]], totals.ofY, totals.xy);
      pairs.finish(energyY[j], leastY[j]);
      Arrays.fill(known, UNKNOWN);
      for (int i = 0; i < m; i++) {
        if (!(pairs.margin[i] > 0)) {
          boolean none = pairs.n[i] < Pearson.LEAST || constant(i, j, offset);
          pairs.r[i] = none ? Double.NaN : careful.r(i, j, lag);
        }
      }
      System.arraycopy(pairs.r, 0, out, j * m, m);
    }
  }

  /** Most of what is doubtful is a y without variation; that is the same for all x with a mask. */
  private boolean constant(int i, int j, int offset) {
    int mask = xs.mask[i];
    if (known[mask] == UNKNOWN) {
      Spread y = new Spread();
      segments.forEach(segment -> segment.spreadOfY(i, j, offset, y));
      known[mask] = y.constant() ? CONSTANT : VARYING;
    }
    if (known[mask] == CONSTANT) {
      return true;
    }
    Spread x = new Spread();
    segments.forEach(segment -> segment.spreadOfX(i, j, offset, x));
    return x.constant();
  }

  private void sort(int first, int some) {
    for (int pair = 0; pair < r.length; pair++) {
      double[] profile = r[pair];
      for (int lag = 0; lag < some; lag++) {
        profile[first + lag] = kept[lag][pair];
      }
    }
  }

  Profile profile(int i, int j) {
    return new Profile(minLag, r[j * xs.mask.length + i], n[ys.mask[j] * xs.masks + xs.mask[i]]);
  }
}

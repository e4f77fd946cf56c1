package io.lambdax.core.question;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Side;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transformed;
import java.util.Arrays;
import java.util.List;

/**
 * The best lags of many pairs, as {@link Pairing#best(Profile)} gives each. What is worked out of
 * one side is used for all pairs whose values of that side meet on the same days, for it is most of
 * the work. Memory: about 14 MB for the sides last used, beside the series and the answers. Not
 * thread-safe.
 */
public final class BestLags {
  /** Numbers kept of sides of x, 12 MB: a thousand series of a thousand days. */
  private static final int MOST_OF_X = 1_500_000;

  /** The same of y, 2 MB: pairs of a y come together. */
  private static final int MOST_OF_Y = 250_000;

  /** Lags are told apart up to here; more would only be worked out in a worse order. */
  private static final int LAGS = 1_024;

  private final Sides xs;
  private final Sides ys;
  private final int countOfY;
  private final int atOnce;

  /**
   * A pair and the peak of its profile.
   *
   * @param x its number
   * @param y its number
   * @param days of x that count
   */
  public record Pair(int x, int y, Range.Days days, Profile.Peak peak) {}

  /** Best lags of pairs of these. */
  public BestLags(List<Transformed> xs, List<Transformed> ys) {
    List<Series> x = xs.stream().map(Transformed::values).toList();
    List<Series> y = ys.stream().map(Transformed::values).toList();
    this.xs = new Sides(x, MOST_OF_X);
    this.ys = new Sides(y, MOST_OF_Y);
    this.countOfY = y.size();
    int longest = x.stream().mapToInt(Series::size).max().orElse(0);
    this.atOnce = Math.max(1, MOST_OF_X / Side.size(longest));
  }

  /** The best lag of each, in the same order. */
  public List<Best> of(List<Pair> pairs) {
    Best[] out = new Best[pairs.size()];
    long[] order = new long[out.length];
    for (int k = 0; k < order.length; k++) {
      order[k] = place(pairs.get(k)) * out.length + k;
    }
    Arrays.sort(order);
    for (long place : order) {
      int k = (int) (place % out.length);
      out[k] = of(pairs.get(k));
    }
    return List.of(out);
  }

  /** As many x as can be kept; of these all that meet a y, and of these all at a lag. */
  private long place(Pair pair) {
    long together = (long) (pair.x() / atOnce) * countOfY + pair.y();
    return together * LAGS + Math.floorMod(pair.peak().lag(), LAGS);
  }

  private Best of(Pair pair) {
    int lag = pair.peak().lag();
    Days days = xs.days(pair.x()).meeting(ys.days(pair.y()), lag, pair.days());
    return Best.of(pair.peak(), xs.of(pair.x(), days), ys.of(pair.y(), days.earlier(lag)));
  }
}

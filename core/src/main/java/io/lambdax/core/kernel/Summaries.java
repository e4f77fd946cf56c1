package io.lambdax.core.kernel;

import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Summaries of every market with every health series. Safe for use by several threads if its kernel
 * is.
 */
public final class Summaries {
  private final PairKernel kernel;

  /** Summaries by that kernel. */
  public Summaries(PairKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * The summary of every pair of raw series under two transforms.
   *
   * @param window trailing calendar days, or empty for all
   * @param minLag at most 0
   * @param maxLag at least 0, inclusive
   * @return one a pair, in no particular order
   */
  public List<Summary> of(
      Map<SeriesId, Series> xs,
      Map<SeriesId, Series> ys,
      Transform xTransform,
      Transform yTransform,
      OptionalInt window,
      int minLag,
      int maxLag) {
    if (minLag > 0 || maxLag < 0) {
      throw new IllegalArgumentException(
          "lags " + minLag + ".." + maxLag + " do not hold 0, which a summary needs");
    }
    Range range = window.isPresent() ? Range.window(window.getAsInt()) : Range.all();
    List<SeriesId> xIds = List.copyOf(xs.keySet());
    List<SeriesId> yIds = List.copyOf(ys.keySet());
    List<Transformed> xt = xIds.stream().map(id -> xTransform.apply(xs.get(id))).toList();
    List<Transformed> yt = yIds.stream().map(id -> yTransform.apply(ys.get(id))).toList();
    PairKernel.Bounds bounds = (i, j) -> range.of(xs.get(xIds.get(i)), ys.get(yIds.get(j)));
    List<Summary> out = new ArrayList<>(xIds.size() * yIds.size());
    kernel.profiles(
        xt,
        yt,
        bounds,
        minLag,
        maxLag,
        (i, j, profile) ->
            out.add(
                new Summary(
                    xIds.get(i),
                    yIds.get(j),
                    profile.r(0),
                    profile.n(0),
                    new Pairing(xt.get(i), yt.get(j), bounds.of(i, j)).best(profile))));
    return out;
  }
}

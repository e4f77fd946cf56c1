package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Best;
import io.lambdax.core.question.BestLags;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * The summary of every pair of raw series under two transforms in one window.
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
    return of(xs, ys, xTransform, yTransform, List.of(window), minLag, maxLag).get(0);
  }

  /**
   * The same in several windows, for little more than the longest costs. Where windows come to the
   * same days of a pair, they share its summary.
   *
   * @param windows each trailing calendar days, or empty for all
   * @param minLag at most 0
   * @param maxLag at least 0, inclusive
   * @return for each window, in their order, one a pair, of which the order is no particular one
   *     but the same in all
   */
  public List<List<Summary>> of(
      Map<SeriesId, Series> xs,
      Map<SeriesId, Series> ys,
      Transform xTransform,
      Transform yTransform,
      List<OptionalInt> windows,
      int minLag,
      int maxLag) {
    if (minLag > 0 || maxLag < 0) {
      throw new IllegalArgumentException(
          "lags " + minLag + ".." + maxLag + " do not hold 0, which a summary needs");
    }
    List<Series> x = List.copyOf(xs.values());
    List<Series> y = List.copyOf(ys.values());
    List<PairKernel.Bounds> bounds = windows.stream().map(window -> bounds(window, x, y)).toList();
    List<Transformed> xt = x.stream().map(xTransform::apply).toList();
    List<Transformed> yt = y.stream().map(yTransform::apply).toList();
    Collected collected = new Collected(List.copyOf(xs.keySet()), List.copyOf(ys.keySet()), bounds);
    kernel.profiles(xt, yt, bounds, minLag, maxLag, collected);
    return collected.summaries(new BestLags(xt, yt));
  }

  private static PairKernel.Bounds bounds(OptionalInt window, List<Series> x, List<Series> y) {
    Range range = window.isPresent() ? Range.window(window.getAsInt()) : Range.all();
    return (i, j) -> range.of(x.get(i), y.get(j));
  }

  /** What is known of pairs before their best lags, which are worked out together. */
  private static final class Collected implements PairKernel.Sink {
    private final List<SeriesId> xs;
    private final List<SeriesId> ys;
    private final List<PairKernel.Bounds> bounds;
    private final List<InWindow> windows;
    private final List<Shared> shared = new ArrayList<>();

    /** In one window: of each pair the summary, and the peaks that there are with their places. */
    private record InWindow(
        List<Summary> summaries, List<BestLags.Pair> peaks, List<Integer> places) {}

    /** The summary at a place in a window is that of a window before. */
    private record Shared(int window, int as, int place) {}

    Collected(List<SeriesId> xs, List<SeriesId> ys, List<PairKernel.Bounds> bounds) {
      this.xs = xs;
      this.ys = ys;
      this.bounds = bounds;
      this.windows =
          bounds.stream()
              .map(one -> new InWindow(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
              .toList();
    }

    @Override
    public void accept(int i, int j, List<Profile> profiles) {
      for (int w = 0; w < profiles.size(); w++) {
        Profile profile = profiles.get(w);
        InWindow window = windows.get(w);
        int place = window.summaries().size();
        int same = profiles.indexOf(profile);
        if (same < w) {
          shared.add(new Shared(w, same, place));
        } else {
          Range.Days days = bounds.get(w).of(i, j);
          profile
              .peak()
              .ifPresent(
                  peak -> {
                    window.places().add(place);
                    window.peaks().add(new BestLags.Pair(i, j, days, peak));
                  });
        }
        window
            .summaries()
            .add(new Summary(xs.get(i), ys.get(j), profile.r(0), profile.n(0), Optional.empty()));
      }
    }

    List<List<Summary>> summaries(BestLags bestLags) {
      for (InWindow window : windows) {
        List<Best> bests = bestLags.of(window.peaks());
        for (int k = 0; k < bests.size(); k++) {
          int place = window.places().get(k);
          window.summaries().set(place, window.summaries().get(place).with(bests.get(k)));
        }
      }
      for (Shared one : shared) {
        windows
            .get(one.window())
            .summaries()
            .set(one.place(), windows.get(one.as()).summaries().get(one.place()));
      }
      return windows.stream().map(InWindow::summaries).toList();
    }
  }
}

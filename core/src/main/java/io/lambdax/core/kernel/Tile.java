package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** All lags of some x with some y in all windows, one lag after the other. Not thread-safe. */
final class Tile implements AutoCloseable {
  private final int lags;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  /** Works out r in a window where the sums have lost too many digits. */
  interface Careful {
    double r(int window, int x, int y, int lag);
  }

  /** The stretches of y begin minLag + lags - 1 days before those of x. */
  Tile(Products products, Cuts cuts, CutRows xs, CutRows ys, int minLag, int lags) {
    this.lags = lags;
    for (int s = 0; s < cuts.segments().size(); s++) {
      segments.add(new Segment(products, xs.segments.get(s), ys.segments.get(s), lags));
    }
    for (Cuts.Sum sum : cuts.sums()) {
      Optional<Window> within =
          sum.window() == Cuts.Sum.ALONE
              ? Optional.empty()
              : Optional.of(windows.get(sum.window()));
      List<Segment> more = sum.segments().stream().map(segments::get).toList();
      windows.add(new Window(xs, ys, within, more, minLag, lags));
    }
  }

  void compute(Careful careful) {
    List<Window.Careful> carefuls =
        IntStream.range(0, windows.size())
            .<Window.Careful>mapToObj(w -> (i, j, lag) -> careful.r(w, i, j, lag))
            .toList();
    for (int offset = 0; offset < lags; offset++) {
      for (Segment segment : segments) {
        segment.at(offset);
      }
      for (int w = 0; w < windows.size(); w++) {
        windows.get(w).at(offset, carefuls.get(w));
      }
    }
  }

  /** Of a pair in a window, by their numbers. */
  Profile profile(int window, int i, int j) {
    return windows.get(window).profile(i, j);
  }

  @Override
  public void close() {
    segments.forEach(Segment::close);
  }
}

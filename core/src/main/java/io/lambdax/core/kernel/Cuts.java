package io.lambdax.core.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Windows cut into segments, so that every day is multiplied once: a window is the sum of its
 * segments, or of a shorter window within it and those beside that one. Immutable.
 *
 * @param windows the shortest first
 * @param segments in order of time, each in some window, each window some of them
 * @param sums how each window is added up, in the windows' order
 */
record Cuts(List<Stretch> windows, List<Stretch> segments, List<Sum> sums) {
  /**
   * A window as a sum.
   *
   * @param window number of a shorter one, or {@link #ALONE}
   * @param segments numbers of those that lie beside it, at least one
   */
  record Sum(int window, List<Integer> segments) {
    static final int ALONE = -1;
  }

  /** Cuts windows, none of them empty and no two the same. */
  static Cuts of(List<Stretch> windows) {
    List<Stretch> ordered =
        windows.stream().sorted(Comparator.comparingInt(Stretch::days)).toList();
    TreeSet<Integer> starts = new TreeSet<>();
    for (Stretch window : ordered) {
      starts.add(window.first());
      starts.add(window.last() + 1);
    }
    List<Stretch> segments = new ArrayList<>();
    for (int start : starts.headSet(starts.last())) {
      Stretch segment = new Stretch(start, starts.higher(start) - 1);
      if (ordered.stream().anyMatch(window -> window.contains(segment))) {
        segments.add(segment);
      }
    }
    List<Sum> sums =
        IntStream.range(0, ordered.size()).mapToObj(w -> sum(w, ordered, segments)).toList();
    return new Cuts(ordered, List.copyOf(segments), sums);
  }

  private static Sum sum(int number, List<Stretch> windows, List<Stretch> segments) {
    Stretch window = windows.get(number);
    int within = number - 1;
    while (within >= 0 && !window.contains(windows.get(within))) {
      within--;
    }
    Stretch had = within < 0 ? Stretch.NONE : windows.get(within);
    List<Integer> more =
        IntStream.range(0, segments.size())
            .filter(s -> window.contains(segments.get(s)))
            .filter(s -> had.equals(Stretch.NONE) || !had.contains(segments.get(s)))
            .boxed()
            .toList();
    return new Sum(within < 0 ? Sum.ALONE : within, more);
  }
}

package io.lambdax.core.question;

import io.lambdax.core.correlation.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of equally many calendar days through the days of x that match. The last one ends on the
 * last of these days, so that the newest days are always in one; the others end a step before each
 * other, as long as they begin no earlier than the first of these days. Each says exactly what a
 * question from its first to its last day does.
 *
 * @param matched the days that match, at one lag
 * @param days length of a window in calendar days, at least 1
 * @param step calendar days from one window's end to the next one's, at least 1
 */
public record Rolling(Matched matched, int days, int step) {
  /** Checks the bounds. */
  public Rolling {
    if (days < 1 || step < 1) {
      throw new IllegalArgumentException(
          "windows of " + days + " days in steps of " + step + ": both must be 1 or more");
    }
  }

  /**
   * One window.
   *
   * @param first its first day of x, since 1970-01-01
   * @param last its last day, inclusive
   */
  public record Window(int first, int last, Answer answer) {}

  /** How many windows there are. */
  public int count() {
    int n = matched.n();
    int span = n == 0 ? 0 : matched.days()[n - 1] - matched.days()[0] + 1;
    return span < days ? 0 : (span - days) / step + 1;
  }

  /** The windows, in the order of their days. */
  public List<Window> windows(Method method) {
    List<Window> windows = new ArrayList<>();
    for (int i = count() - 1; i >= 0; i--) {
      int last = matched.days()[matched.n() - 1] - i * step;
      int first = last - days + 1;
      windows.add(new Window(first, last, matched.between(first, last).answer(method)));
    }
    return windows;
  }
}

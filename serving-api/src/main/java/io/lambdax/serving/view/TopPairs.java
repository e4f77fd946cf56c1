package io.lambdax.serving.view;

import io.lambdax.store.view.RankedSummary;
import java.util.List;

/**
 * The first pairs of a family over both views.
 *
 * @param tested pairs of the whole family that could be tested: what q is about
 * @param newer pairs of the whole family that are newer than the batch view
 * @param ranked whether q was computed over both views, rather than by the batch
 * @param rows those asked for, in order
 */
public record TopPairs(long tested, long newer, boolean ranked, List<RankedSummary> rows) {
  public TopPairs {
    rows = List.copyOf(rows);
  }
}

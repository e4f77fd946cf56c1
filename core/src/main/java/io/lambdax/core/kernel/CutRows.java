package io.lambdax.core.kernel;

import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Some series on the segments of windows. Those with values on the same days of all segments share
 * a mask.
 */
final class CutRows {
  /** Which mask each row has. */
  final int[] mask;

  /** How many masks there are. */
  final int masks;

  final List<Rows> segments;

  /**
   * Those series.
   *
   * @param windows in which the series matter, the shortest first
   * @param segments where they are laid out
   * @param pad how far at most their sums will be moved, either way
   * @param counted whether the days of masks are summed too
   */
  CutRows(
      List<Transformed> series,
      List<Stretch> windows,
      List<Stretch> segments,
      int pad,
      boolean counted) {
    List<Scale> scales = series.stream().map(one -> Scale.of(one.values(), windows)).toList();
    List<List<Row>> rows = segments.stream().map(on -> rows(series, on, scales)).toList();
    this.mask = new int[series.size()];
    Map<List<BitSet>, Integer> known = new HashMap<>();
    List<Integer> examples = new ArrayList<>();
    for (int row = 0; row < mask.length; row++) {
      int number = row;
      List<BitSet> days = rows.stream().map(some -> Rows.bits(some.get(number).has())).toList();
      Integer had = known.putIfAbsent(days, examples.size());
      mask[row] = had == null ? examples.size() : had;
      if (had == null) {
        examples.add(row);
      }
    }
    this.masks = examples.size();
    this.segments = rows.stream().map(some -> new Rows(some, examples, pad, counted)).toList();
  }

  private static List<Row> rows(List<Transformed> series, Stretch on, List<Scale> scales) {
    return IntStream.range(0, series.size())
        .mapToObj(row -> Row.of(series.get(row), on, scales.get(row)))
        .toList();
  }
}

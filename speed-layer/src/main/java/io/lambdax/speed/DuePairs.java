package io.lambdax.speed;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.RealtimeReader.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pairs of a share are to be computed: those with a fact that no kept batch view covers, and
 * whose values are not those of the last time.
 */
final class DuePairs {

  /** Which values of both sides a pair's summaries were computed from. */
  private record Editions(long x, long y) {}

  private final Map<Pair, Editions> computed = new HashMap<>();

  /** The share of a health series, 1 to count - 1. */
  static int shareOf(SeriesId health, int count) {
    return 1 + FactRecord.partition(health, count - 1);
  }

  /** The pairs of a block need not be computed again while their values stay. */
  void done(PairBlock block) {
    block.each(
        (x, y) ->
            computed.put(
                new Pair(x, y),
                new Editions(block.xs().get(x).edition(), block.ys().get(y).edition())));
  }

  /** The same for a pair of whose newest fact's version summaries are stored. */
  void stored(Pair pair, long version, Known known) {
    Held x = known.series().get(pair.x());
    Held y = known.series().get(pair.y());
    if (x != null && y != null && Math.max(x.version(), y.version()) == version) {
      computed.put(pair, new Editions(x.edition(), y.edition()));
    }
  }

  /**
   * What is to be computed.
   *
   * @param base the version that the batch views cover
   * @param number the share
   * @param count shares there are
   * @param most pairs a block, but for a block of one health series
   */
  List<PairBlock> blocks(
      Known known, long base, int number, int count, CorrelateConfig correlate, int most) {
    SortedMap<SeriesId, Held> xs = new TreeMap<>();
    SortedMap<SeriesId, Held> ys = new TreeMap<>();
    known
        .series()
        .forEach(
            (id, held) -> {
              if (correlate.includes(id)) {
                if (id.kind() == Kind.MARKET) {
                  xs.put(id, held);
                } else if (shareOf(id, count) == number) {
                  ys.put(id, held);
                }
              }
            });
    Map<List<SeriesId>, List<SeriesId>> alike = new LinkedHashMap<>();
    ys.forEach(
        (y, held) -> {
          List<SeriesId> due = due(xs, y, held, base);
          if (!due.isEmpty()) {
            alike.computeIfAbsent(due, same -> new ArrayList<>()).add(y);
          }
        });
    List<PairBlock> blocks = new ArrayList<>();
    alike.forEach(
        (due, of) -> {
          int step = Math.max(1, most / due.size());
          for (int from = 0; from < of.size(); from += step) {
            List<SeriesId> part = of.subList(from, Math.min(of.size(), from + step));
            blocks.add(new PairBlock(only(xs, due), only(ys, part)));
          }
        });
    return blocks;
  }

  private List<SeriesId> due(SortedMap<SeriesId, Held> xs, SeriesId y, Held yHeld, long base) {
    List<SeriesId> due = new ArrayList<>();
    xs.forEach(
        (x, xHeld) -> {
          Editions now = new Editions(xHeld.edition(), yHeld.edition());
          if (Math.max(xHeld.version(), yHeld.version()) > base
              && !now.equals(computed.get(new Pair(x, y)))) {
            due.add(x);
          }
        });
    return due;
  }

  private static SortedMap<SeriesId, Held> only(SortedMap<SeriesId, Held> all, List<SeriesId> ids) {
    SortedMap<SeriesId, Held> some = new TreeMap<>();
    ids.forEach(id -> some.put(id, all.get(id)));
    return some;
  }
}

package io.lambdax.core.kernel;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The kernel for many pairs at once. Pairs with the same days in every window are one block, worked
 * through in {@linkplain Tile tiles} that fit the processor's cache; in each, days that several
 * windows share are multiplied once. Memory: about 12 MB a thread and 4 MB more for every further
 * window, beside the series.
 */
public final class BlockKernel implements PairKernel {
  /** Series of a tile, by measurement: fewer make short loops, more leave the cache. */
  private static final int X_ROWS = 64;

  private static final int Y_ROWS = 64;

  private final Products products;

  /** By that back end. */
  public BlockKernel(Products products) {
    this.products = products;
  }

  @Override
  public void profiles(
      List<Transformed> xs,
      List<Transformed> ys,
      List<Bounds> windows,
      int minLag,
      int maxLag,
      Sink sink) {
    blocks(xs.size(), ys.size(), windows)
        .forEach(block -> new Work(xs, ys, block, minLag, maxLag, sink).run());
  }

  /**
   * Some x and some y of which all pairs count the same days.
   *
   * @param days of each window
   */
  private record Block(List<Range.Days> days, List<Integer> xs, List<Integer> ys) {}

  private static List<Block> blocks(int xs, int ys, List<Bounds> windows) {
    Map<List<List<Range.Days>>, List<Integer>> alike = new LinkedHashMap<>();
    for (int j = 0; j < ys; j++) {
      int y = j;
      alike
          .computeIfAbsent(
              IntStream.range(0, xs).mapToObj(i -> days(windows, i, y)).toList(),
              key -> new ArrayList<>())
          .add(j);
    }
    List<Block> blocks = new ArrayList<>();
    alike.forEach(
        (days, some) -> {
          Map<List<Range.Days>, List<Integer>> byDays = new LinkedHashMap<>();
          for (int i = 0; i < xs; i++) {
            byDays.computeIfAbsent(days.get(i), key -> new ArrayList<>()).add(i);
          }
          byDays.forEach((d, is) -> blocks.add(new Block(d, is, some)));
        });
    return blocks;
  }

  private static List<Range.Days> days(List<Bounds> windows, int i, int j) {
    return windows.stream().map(bounds -> bounds.of(i, j)).toList();
  }

  private final class Work {
    private final List<Transformed> xs;
    private final List<Transformed> ys;
    private final Block block;
    private final int minLag;
    private final int maxLag;
    private final int lags;
    private final Sink sink;

    Work(
        List<Transformed> xs,
        List<Transformed> ys,
        Block block,
        int minLag,
        int maxLag,
        Sink sink) {
      this.xs = xs;
      this.ys = ys;
      this.block = block;
      this.minLag = minLag;
      this.maxLag = maxLag;
      this.lags = maxLag - minLag + 1;
      this.sink = sink;
    }

    void run() {
      List<Integer> x = withValues(block.xs(), xs);
      List<Integer> y = withValues(block.ys(), ys);
      if (x.isEmpty() || y.isEmpty()) {
        none(block.xs(), block.ys());
        return;
      }
      List<Stretch> windows =
          meeting(
              Stretch.of(x.stream().map(xs::get).toList()),
              Stretch.of(y.stream().map(ys::get).toList()));
      List<Stretch> distinct =
          windows.stream().filter(window -> window.days() > 0).distinct().toList();
      if (distinct.isEmpty()) {
        none(block.xs(), block.ys());
        return;
      }
      none(without(block.xs(), x), block.ys());
      none(x, without(block.ys(), y));
      Cuts cuts = Cuts.of(distinct);
      int[] places = windows.stream().mapToInt(cuts.windows()::indexOf).toArray();
      for (List<Integer> left : tiles(x, X_ROWS)) {
        work(left, y, cuts, places);
      }
    }

    /** The days of each window on which the values of one side can meet those of the other. */
    private List<Stretch> meeting(Stretch x, Stretch y) {
      return block.days().stream()
          .map(days -> Stretch.meeting(days, x, y, minLag, maxLag))
          .toList();
    }

    /** Places say which of the cuts' windows each of the block's is, -1 where it has no day. */
    private void work(List<Integer> left, List<Integer> y, Cuts cuts, int[] places) {
      CutRows rowsX =
          new CutRows(
              left.stream().map(xs::get).toList(), cuts.windows(), cuts.segments(), lags - 1, true);
      for (List<Integer> right : tiles(y, Y_ROWS)) {
        CutRows rowsY =
            new CutRows(
                right.stream().map(ys::get).toList(),
                before(cuts.windows()),
                before(cuts.segments()),
                0,
                false);
        try (Tile tile = new Tile(products, cuts, rowsX, rowsY, minLag, lags)) {
          tile.compute(
              (window, i, j, lag) ->
                  careful(left.get(i), right.get(j), cuts.windows().get(window), lag));
          for (int j = 0; j < right.size(); j++) {
            for (int i = 0; i < left.size(); i++) {
              handOver(tile, i, j, left.get(i), right.get(j), places);
            }
          }
        }
      }
    }

    private List<Stretch> before(List<Stretch> some) {
      return some.stream().map(one -> one.before(minLag, maxLag)).toList();
    }

    private double careful(int x, int y, Stretch window, int lag) {
      Range.Days days = new Range.Days(window.first(), window.last());
      return new Pairing(xs.get(x), ys.get(y), days).profileOf(lag, lag).r(lag).orElse(Double.NaN);
    }

    /** Windows that differ only where this pair has no values are one, whatever others have. */
    private void handOver(Tile tile, int i, int j, int x, int y, int[] places) {
      List<Stretch> windows = meeting(Stretch.of(xs.get(x)), Stretch.of(ys.get(y)));
      List<Profile> profiles = new ArrayList<>(places.length);
      for (int w = 0; w < places.length; w++) {
        int same = windows.indexOf(windows.get(w));
        if (same < w) {
          profiles.add(profiles.get(same));
        } else {
          profiles.add(places[w] < 0 ? none() : tile.profile(places[w], i, j));
        }
      }
      sink.accept(x, y, profiles);
    }

    /** Pairs of which a side has no value, or that can have no day in common. */
    private void none(List<Integer> someX, List<Integer> someY) {
      for (int j : someY) {
        for (int i : someX) {
          sink.accept(i, j, Collections.nCopies(block.days().size(), none()));
        }
      }
    }

    private Profile none() {
      double[] r = new double[lags];
      Arrays.fill(r, Double.NaN);
      return new Profile(minLag, r, new int[lags]);
    }
  }

  private static List<Integer> without(List<Integer> numbers, List<Integer> some) {
    List<Integer> rest = new ArrayList<>(numbers);
    rest.removeAll(new HashSet<>(some));
    return rest;
  }

  private static List<Integer> withValues(List<Integer> numbers, List<Transformed> of) {
    return numbers.stream().filter(i -> !of.get(i).values().isEmpty()).toList();
  }

  private static List<List<Integer>> tiles(List<Integer> numbers, int size) {
    List<List<Integer>> tiles = new ArrayList<>();
    for (int at = 0; at < numbers.size(); at += size) {
      tiles.add(numbers.subList(at, Math.min(numbers.size(), at + size)));
    }
    return tiles;
  }
}

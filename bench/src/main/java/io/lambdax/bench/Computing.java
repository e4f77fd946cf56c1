package io.lambdax.bench;

import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.PairKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transformed;
import io.lambdax.store.view.Family;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;

/** What is to be computed of every pair, in parts that a batch would have. */
record Computing(
    Map<SeriesId, Series> xs, Map<SeriesId, Series> ys, List<Family> families, int maxLag) {
  /** So many parts of the work for each thread: none waits long for another. */
  private static final int PARTS = 4;

  /**
   * What it took.
   *
   * @param seconds by the clock
   * @param busy seconds of processor that the parts took altogether, whatever else ran
   * @param found summaries or best lags
   */
  record Took(double seconds, double busy, int found) {}

  private record Part(double busy, int found) {}

  /** Every summary. */
  Took summaries(PairKernel kernel, int threads) throws Exception {
    return run(
        threads,
        (families, some) ->
            new Summaries(kernel)
                    .of(
                        xs,
                        some,
                        families.get(0).xTransform(),
                        families.get(0).yTransform(),
                        families.stream().map(Family::window).toList(),
                        -maxLag,
                        maxLag)
                    .stream()
                    .mapToInt(List::size)
                    .sum());
  }

  /** Every profile, and where its largest |r| is: what a summary is without its significance. */
  Took peaks(PairKernel kernel, int threads) throws Exception {
    return run(threads, (families, some) -> peaks(kernel, families, some, peak -> 1));
  }

  /** The same with p and interval as if all values were independent: a summary but effective n. */
  Took judged(PairKernel kernel, int threads) throws Exception {
    return run(
        threads,
        (families, some) ->
            peaks(
                kernel,
                families,
                some,
                peak -> Significance.of(peak.r(), peak.n()).p().isPresent() ? 1 : 0));
  }

  private int peaks(
      PairKernel kernel,
      List<Family> families,
      Map<SeriesId, Series> some,
      ToIntFunction<Profile.Peak> count) {
    List<Series> x = List.copyOf(xs.values());
    List<Series> y = List.copyOf(some.values());
    List<Transformed> xt = x.stream().map(families.get(0).xTransform()::apply).toList();
    List<Transformed> yt = y.stream().map(families.get(0).yTransform()::apply).toList();
    int[] found = {0};
    kernel.profiles(
        xt,
        yt,
        families.stream().map(family -> bounds(family, x, y)).toList(),
        -maxLag,
        maxLag,
        (i, j, profiles) ->
            profiles.forEach(
                profile -> profile.peak().ifPresent(peak -> found[0] += count.applyAsInt(peak))));
    return found[0];
  }

  private static PairKernel.Bounds bounds(Family family, List<Series> x, List<Series> y) {
    Range range =
        family.window().isPresent() ? Range.window(family.window().getAsInt()) : Range.all();
    return (i, j) -> range.of(x.get(i), y.get(j));
  }

  /** Of families with the same transforms. */
  private interface Work {
    int of(List<Family> families, Map<SeriesId, Series> some);
  }

  private Took run(int threads, Work work) throws Exception {
    long start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Part>> parts = new ArrayList<>();
      for (List<Family> windows : Family.byTransforms(families)) {
        for (Map<SeriesId, Series> some : cut(PARTS * threads)) {
          parts.add(pool.submit(timed(() -> work.of(windows, some))));
        }
      }
      double busy = 0;
      int found = 0;
      for (Future<Part> part : parts) {
        busy += part.get().busy();
        found += part.get().found();
      }
      return new Took((System.nanoTime() - start) / 1e9, busy, found);
    } finally {
      pool.shutdown();
    }
  }

  private static Callable<Part> timed(Callable<Integer> work) {
    return () -> {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int found = work.call();
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      return new Part((after - before) / 1e9, found);
    };
  }

  private List<Map<SeriesId, Series>> cut(int parts) {
    List<Map.Entry<SeriesId, Series>> all = List.copyOf(ys.entrySet());
    int size = (all.size() + parts - 1) / parts;
    List<Map<SeriesId, Series>> out = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      Map<SeriesId, Series> some = new LinkedHashMap<>();
      all.subList(from, Math.min(all.size(), from + size))
          .forEach(entry -> some.put(entry.getKey(), entry.getValue()));
      out.add(some);
    }
    return out;
  }
}

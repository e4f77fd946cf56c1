package io.lambdax.batch.job;

import io.lambdax.batch.blas.Backend;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.PairKernel;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The full profile of a pair of a block in one of its windows.
 *
 * @param window in days, 0 for all
 */
record PairProfile(Block block, int window, SeriesId x, SeriesId y, Profile profile) {

  /** So many health series at a time: what is computed ahead of what is read stays small. */
  private static final int WIDTH = 64;

  /** All of a block, computed as they are read. */
  static Stream<PairProfile> of(Panel panel, Block block, int maxLag) {
    List<SeriesId> ids = panel.healthIds(block);
    Map<SeriesId, Series> xs = panel.market(block);
    Map<SeriesId, Series> ys = panel.health(block);
    return IntStream.iterate(0, from -> from < ids.size(), from -> from + WIDTH)
        .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + WIDTH)))
        .flatMap(some -> compute(block, xs, ys, some, maxLag).stream());
  }

  private static List<PairProfile> compute(
      Block block,
      Map<SeriesId, Series> xs,
      Map<SeriesId, Series> ys,
      List<SeriesId> yIds,
      int maxLag) {
    List<SeriesId> xIds = List.copyOf(xs.keySet());
    List<Transformed> xt = xIds.stream().map(id -> block.xTransform().apply(xs.get(id))).toList();
    List<Transformed> yt = yIds.stream().map(id -> block.yTransform().apply(ys.get(id))).toList();
    List<PairProfile> all = new ArrayList<>();
    new BlockKernel(Backend.products())
        .profiles(
            xt,
            yt,
            block.windows().stream().map(window -> bounds(window, xs, xIds, ys, yIds)).toList(),
            -maxLag,
            maxLag,
            (i, j, profiles) -> {
              for (int w = 0; w < profiles.size(); w++) {
                all.add(
                    new PairProfile(
                        block, block.windows().get(w), xIds.get(i), yIds.get(j), profiles.get(w)));
              }
            });
    return all;
  }

  private static PairKernel.Bounds bounds(
      int window,
      Map<SeriesId, Series> xs,
      List<SeriesId> xIds,
      Map<SeriesId, Series> ys,
      List<SeriesId> yIds) {
    Range range = window == 0 ? Range.all() : Range.window(window);
    return (i, j) -> range.of(xs.get(xIds.get(i)), ys.get(yIds.get(j)));
  }

  /** Rows of {@link Gold#PROFILE}, one a lag. */
  Stream<Row> rows(long version) {
    return IntStream.rangeClosed(profile.minLag(), profile.maxLag())
        .mapToObj(lag -> row(version, lag));
  }

  private Row row(long version, int lag) {
    OptionalDouble r = profile.r(lag);
    return RowFactory.create(
        version,
        block.xTransform().word(),
        block.yTransform().word(),
        window,
        x.toString(),
        y.toString(),
        lag,
        r.isPresent() ? (Double) r.getAsDouble() : null,
        profile.n(lag));
  }
}

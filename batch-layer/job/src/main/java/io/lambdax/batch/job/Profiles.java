package io.lambdax.batch.job;

import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Full profiles, a row per pair and lag; computed where they are written, never collected. */
record Profiles(JavaSparkContext context, Broadcast<Panel> panel, List<int[]> chunks, int maxLag) {

  /** Rows of {@link Gold#PROFILE}. */
  JavaRDD<Row> rows(long version, Family family) {
    Broadcast<Panel> shared = panel;
    int lags = maxLag;
    Transform x = family.xTransform();
    Transform y = family.yTransform();
    int window = family.windowDays();
    return context
        .parallelize(chunks, Math.max(1, chunks.size()))
        .flatMap(
            chunk ->
                compute(version, shared.value(), Family.of(x, y, window), chunk, lags).iterator());
  }

  private static List<Row> compute(
      long version, Panel panel, Family family, int[] chunk, int maxLag) {
    Map<SeriesId, Series> xs = panel.market();
    Map<SeriesId, Series> ys = panel.health(chunk);
    List<SeriesId> xIds = List.copyOf(xs.keySet());
    List<SeriesId> yIds = List.copyOf(ys.keySet());
    Range range = family.window().isPresent() ? Range.window(family.windowDays()) : Range.all();
    List<Row> rows = new ArrayList<>();
    new PlainKernel()
        .profiles(
            xIds.stream().map(id -> family.xTransform().apply(xs.get(id))).toList(),
            yIds.stream().map(id -> family.yTransform().apply(ys.get(id))).toList(),
            (i, j) -> range.of(xs.get(xIds.get(i)), ys.get(yIds.get(j))),
            -maxLag,
            maxLag,
            (i, j, profile) -> {
              for (int lag = -maxLag; lag <= maxLag; lag++) {
                OptionalDouble r = profile.r(lag);
                rows.add(
                    RowFactory.create(
                        version,
                        family.xTransform().word(),
                        family.yTransform().word(),
                        family.windowDays(),
                        xIds.get(i).toString(),
                        yIds.get(j).toString(),
                        lag,
                        r.isPresent() ? (Double) r.getAsDouble() : null,
                        profile.n(lag)));
              }
            });
    return rows;
  }
}

package io.lambdax.batch.job;

import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Computes the summaries of all pairs, a family at a time, on whatever executors Spark has. */
final class Correlator implements AutoCloseable {

  /** Chunks per core: few enough to cost nothing, enough that no core waits long for another. */
  private static final int CHUNKS_PER_CORE = 4;

  private final JavaSparkContext context;
  private final Broadcast<Panel> panel;
  private final List<int[]> chunks;
  private final int maxLag;

  Correlator(JavaSparkContext context, Panel panel, int maxLag) {
    this.context = context;
    this.panel = context.broadcast(panel);
    this.chunks = panel.chunks(CHUNKS_PER_CORE * context.defaultParallelism());
    this.maxLag = maxLag;
  }

  /** The summary of every pair, in no particular order. */
  List<Summary> summaries(Family family) {
    if (chunks.isEmpty()) {
      return List.of();
    }
    Broadcast<Panel> shared = panel;
    int lags = maxLag;
    // An OptionalInt cannot travel: the family goes as what it is made of.
    Transform x = family.xTransform();
    Transform y = family.yTransform();
    int window = family.windowDays();
    return context
        .parallelize(chunks, chunks.size())
        .flatMap(chunk -> compute(shared.value(), Family.of(x, y, window), chunk, lags).iterator())
        .collect()
        .stream()
        .map(FlatSummary::summary)
        .toList();
  }

  /** Where the profiles of a family are computed, if they are asked for. */
  Profiles profiles() {
    return new Profiles(context, panel, chunks, maxLag);
  }

  private static List<FlatSummary> compute(Panel panel, Family family, int[] chunk, int maxLag) {
    return new Summaries(new PlainKernel())
            .of(
                panel.market(),
                panel.health(chunk),
                family.xTransform(),
                family.yTransform(),
                family.window(),
                -maxLag,
                maxLag)
            .stream()
            .map(FlatSummary::of)
            .toList();
  }

  @Override
  public void close() {
    panel.destroy();
  }
}

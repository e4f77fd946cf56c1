package io.lambdax.batch.job;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.Ranking;
import io.lambdax.store.view.SeriesEntry;
import io.lambdax.store.view.SeriesReader;
import io.lambdax.store.view.Switched;
import io.lambdax.store.view.ViewCleaner;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch: facts to view, from the lake to the flip. Used once, by one thread. */
final class BatchJob {

  private static final Logger log = LoggerFactory.getLogger(BatchJob.class);

  private final JobConfig config;
  private final JobArguments arguments;
  private final Database database;
  private final SparkSession spark;
  private final ViewWriter writer;

  BatchJob(JobConfig config, JobArguments arguments, Database database, SparkSession spark) {
    this.config = config;
    this.arguments = arguments;
    this.database = database;
    this.spark = spark;
    this.writer = new ViewWriter(database);
  }

  /**
   * Computes, loads, checks and flips.
   *
   * @return what came of it: a run that came too late changes nothing
   * @throws IllegalStateException if what was read or written does not hold together
   */
  Switched run() throws SQLException, InterruptedException {
    Facts facts = new FactsReader(spark).upTo(arguments.version());
    SelfCheck.coverage(lastView(), facts);
    log.info(
        "Read {} series up to version {} from snapshot {}",
        facts.known().size(),
        arguments.version(),
        facts.snapshotId());

    long viewId =
        writer.begin(
            arguments.lakeId(), arguments.version(), facts.snapshotId(), arguments.token());
    List<ViewWriter.Row> rows = facts.rows();
    writer.series(viewId, rows);
    writer.history(viewId, facts.histories(), facts.published());
    long values = rows.stream().mapToLong(row -> row.values().size()).sum();
    long summaries = correlate(facts, viewId);

    BatchView.Counts counts = new BatchView.Counts(rows.size(), values, summaries);
    SelfCheck.counts(counts, writer.count(viewId));
    writer.complete(
        viewId, counts, day(facts.newestDay(Kind.MARKET)), day(facts.newestDay(Kind.HEALTH)));

    Checkpoint.reached("before-flip");
    Switched flipped = new ViewSwitch(database).flip(viewId, arguments.token());
    if (flipped.done()) {
      Checkpoint.reached("after-flip");
    }
    return flipped;
  }

  /** Deletes what nobody can go back to any more; a batch that fails here is none the worse. */
  void tidy() {
    long deleted = new ViewCleaner(database).clean();
    log.info("Deleted {} rows of older views", deleted);
    Optional<BatchView> previous = database.snapshot(BatchView::previous);
    previous
        .filter(view -> view.lakeId().equals(arguments.lakeId()))
        .ifPresent(view -> new Gold(spark, arguments.version()).forgetBefore(view.version()));
  }

  private long correlate(Facts facts, long viewId) throws SQLException, InterruptedException {
    SortedMap<SeriesId, Series> market = facts.of(Kind.MARKET, config.correlate().market());
    SortedMap<SeriesId, Series> health = facts.of(Kind.HEALTH, config.correlate().health());
    Panel panel = new Panel(market, health);
    log.info("Correlating {} market with {} health series", market.size(), health.size());
    Gold gold = new Gold(spark, arguments.version());
    long stored = 0;
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (Correlator correlator = new Correlator(context, panel, config.correlate().maxLag());
        ViewLoader loader = new ViewLoader(writer, viewId)) {
      for (Family family : config.correlate().families()) {
        List<RankedSummary> ranked = Ranking.of(correlator.summaries(family));
        if (ranked.size() != panel.pairs()) {
          throw new IllegalStateException(
              family + " has " + ranked.size() + " summaries for " + panel.pairs() + " pairs");
        }
        gold.add(family, ranked);
        List<RankedSummary> best = Ranking.best(ranked, config.summaryMax());
        stored += best.size();
        loader.load(family, best);
        log.info("Correlated {}: {} pairs", family, ranked.size());
      }
      gold.write();
      if (config.profiles()) {
        gold.write(correlator.profiles(), config.correlate().families());
      }
      loader.await();
    }
    return stored;
  }

  private List<SeriesEntry> lastView() {
    return database.snapshot(
        handle ->
            BatchView.current(handle)
                .filter(view -> view.lakeId().equals(arguments.lakeId()))
                .filter(view -> view.version() <= arguments.version())
                .map(view -> new SeriesReader(handle).all(view.id()))
                .orElseGet(ArrayList::new));
  }

  private static Optional<LocalDate> day(OptionalInt epochDay) {
    return epochDay.isPresent()
        ? Optional.of(LocalDate.ofEpochDay(epochDay.getAsInt()))
        : Optional.empty();
  }
}

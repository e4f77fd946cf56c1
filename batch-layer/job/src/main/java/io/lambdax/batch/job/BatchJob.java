package io.lambdax.batch.job;

import io.lambdax.core.series.Kind;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
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
import java.util.OptionalLong;
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
  private final JavaSparkContext context;
  private final ViewWriter writer;
  private final Progress progress;

  BatchJob(
      JobConfig config,
      JobArguments arguments,
      Database database,
      SparkSession spark,
      Progress progress) {
    this.progress = progress;
    this.config = config;
    this.arguments = arguments;
    this.database = database;
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.writer = new ViewWriter(database);
  }

  /**
   * Computes, loads, checks and flips.
   *
   * @return what came of it: a run that came too late changes nothing
   * @throws IllegalStateException if what was read or written does not hold together
   */
  Switched run() throws SQLException {
    Optional<Switched> overtaken = new ViewSwitch(database).endIfOvertaken(arguments.token());
    if (overtaken.isPresent()) {
      return overtaken.get();
    }
    progress.begin(context, BatchRun.Step.READ, 0);
    Begun begun = begin();
    try (Correlator correlator =
            new Correlator(
                context,
                begun.panel(),
                config.correlate().families(),
                config.correlate().maxLag());
        Database patient = Database.open(config.mysql().patient(Correlator.WAIT_FOR_MYSQL))) {
      progress.begin(context, BatchRun.Step.COMPUTE, correlator.blocks());
      Verdict verdict = correlator.compute(config.summaryMax());
      progress.begin(
          context,
          BatchRun.Step.WRITE,
          correlator.writers() + (config.profiles() ? correlator.blocks() : 0));
      // What is in the lake of this version may by now be the gold of the view that is current.
      overtaken = new ViewSwitch(patient).endIfOvertaken(arguments.token());
      if (overtaken.isPresent()) {
        return overtaken.get();
      }
      write(correlator, verdict, begun.viewId());
      tellCuts(new ViewWriter(patient), verdict, begun.viewId());
      return finish(patient, begun, verdict.kept());
    }
  }

  private Switched finish(Database patient, Begun begun, long summaries) {
    long viewId = begun.viewId();
    ViewWriter last = new ViewWriter(patient);
    BatchView.Counts counts = new BatchView.Counts(begun.series(), begun.values(), summaries);
    SelfCheck.counts(counts, last.count(viewId));
    last.complete(viewId, counts, begun.newestMarket(), begun.newestHealth());

    progress.tell();
    Checkpoint.reached("before-flip");
    Switched flipped = new ViewSwitch(patient).flip(viewId, arguments.token());
    if (flipped.done()) {
      Checkpoint.reached("after-flip");
    }
    progress.end();
    return flipped;
  }

  /** What is still needed once the series are stored: not the facts, which take the most room. */
  private record Begun(
      long viewId,
      Panel panel,
      long series,
      long values,
      Optional<LocalDate> newestMarket,
      Optional<LocalDate> newestHealth) {}

  private Begun begin() throws SQLException {
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
    return new Begun(
        viewId,
        new Panel(
            facts.of(Kind.MARKET, config.correlate().market()),
            facts.of(Kind.HEALTH, config.correlate().health())),
        rows.size(),
        rows.stream().mapToLong(row -> row.values().size()).sum(),
        day(facts.newestDay(Kind.MARKET)),
        day(facts.newestDay(Kind.HEALTH)));
  }

  /** Deletes what nobody can go back to any more; a batch that fails here is none the worse. */
  void tidy() {
    long deleted = new ViewCleaner(database).clean();
    log.info("Deleted {} rows of older views", deleted);
    // After a revert the previous view is the newer one.
    database
        .snapshot(handle -> List.of(BatchView.current(handle), BatchView.previous(handle)))
        .stream()
        .flatMap(Optional::stream)
        .filter(view -> view.lakeId().equals(arguments.lakeId()))
        .mapToLong(BatchView::version)
        .min()
        .ifPresent(oldest -> new Gold(spark).forgetBefore(oldest));
  }

  private void write(Correlator correlator, Verdict verdict, long viewId) {
    Gold gold = new Gold(spark);
    long version = arguments.version();
    gold.summaries(version, correlator.load(verdict, viewId, version, config.mysql().url()));
    if (config.profiles()) {
      gold.profiles(version, correlator.profiles(version));
    }
    log.info("Made {} summaries, {} of them for MySQL", correlator.summaries(), verdict.kept());
  }

  private void tellCuts(ViewWriter patient, Verdict verdict, long viewId) {
    List<Family> families = config.correlate().families();
    for (int family = 0; family < families.size(); family++) {
      OptionalLong tested = verdict.cut(family);
      if (tested.isPresent()) {
        patient.cut(viewId, families.get(family), tested.getAsLong());
      }
    }
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

package io.lambdax.batch.job;

import com.typesafe.config.ConfigFactory;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.MysqlConfig;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.ViewWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All summaries of all families, a block a task on whatever executors Spark has. What a block found
 * stays where it was computed, in memory or on disk; only what the others of its family must know
 * of it, 8 bytes a pair and as many again where MySQL does not keep all, passes the driver.
 */
final class Correlator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Correlator.class);

  /** Few enough to cost nothing, enough that no core waits long for another. */
  private static final int BLOCKS_PER_CORE = 4;

  /** What was computed is worth more than a task's time. */
  static final Duration WAIT_FOR_MYSQL = Duration.ofMinutes(5);

  private final JavaSparkContext context;
  private final List<Family> families;
  private final Broadcast<Panel> panel;
  private final List<Block> blocks;
  private final int maxLag;
  private final JavaRDD<SummaryBlock> computed;

  Correlator(JavaSparkContext context, Panel panel, List<Family> families, int maxLag) {
    this.context = context;
    this.families = families;
    this.blocks =
        Block.of(
            families,
            panel.markets(),
            panel.healths(),
            BLOCKS_PER_CORE * context.defaultParallelism());
    this.panel = context.broadcast(panel);
    this.maxLag = maxLag;
    Broadcast<Panel> shared = this.panel;
    this.computed =
        each(context, blocks)
            .flatMap(block -> SummaryBlock.of(shared.value(), block, maxLag).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    log.info(
        "Correlating {} market with {} health series under {} families: {} blocks of at most {}"
            + " summaries",
        panel.markets(),
        panel.healths(),
        families.size(),
        blocks.size(),
        blocks.stream().mapToInt(Block::summaries).max().orElse(0));
  }

  /** How many blocks, each a task, are computed. */
  int blocks() {
    return blocks.size();
  }

  /** How many summaries there are, of all families together. */
  long summaries() {
    return blocks.stream().mapToLong(Block::summaries).sum();
  }

  /**
   * Computes, then judges one family after the other: the driver holds the findings of one.
   *
   * @param most so many pairs of a family MySQL keeps
   */
  Verdict compute(int most) {
    long done = computed.count();
    log.debug("{} blocks of one family each are computed", done);
    Verdict verdict = new Verdict(Math.toIntExact(done));
    for (int f = 0; f < families.size(); f++) {
      int family = f;
      boolean cut = summaries() / families.size() > most;
      verdict.judge(
          computed
              .filter(block -> block.familyNumber() == family)
              .map(block -> Verdict.Findings.of(block, cut))
              .collect(),
          most);
    }
    return verdict;
  }

  /**
   * Loads the view, block by block as the result is read: each in one transaction, and what is
   * there already is left, so that a task may be repeated.
   *
   * @param url of the driver's MySQL
   * @return rows of {@link Gold#SUMMARY}
   */
  JavaRDD<Row> load(Verdict verdict, long viewId, long version, String url) {
    Broadcast<Panel> shared = panel;
    Broadcast<Verdict> judged = context.broadcast(verdict);
    return computed
        .coalesce(writers())
        .flatMap(
            block -> {
              load(block, judged.value(), shared.value(), viewId, url);
              return judged
                  .value()
                  .all(block, shared.value())
                  .map(ranked -> Gold.row(version, block.family(), ranked))
                  .iterator();
            });
  }

  /**
   * How many tasks write: small blocks are written some by one, for each leaves a file; large ones
   * by one each.
   */
  int writers() {
    long full = (summaries() + Block.MOST - 1) / Block.MOST;
    return Math.toIntExact(
        Math.min(Math.max(1, blocks.size()), Math.max(full, context.defaultParallelism())));
  }

  private static void load(
      SummaryBlock block, Verdict verdict, Panel panel, long viewId, String url)
      throws SQLException {
    // An executor reads where MySQL is from its own environment, as the driver does.
    MysqlConfig config = MysqlConfig.from(ConfigFactory.load()).patient(WAIT_FOR_MYSQL);
    if (!config.url().equals(url)) {
      throw new IllegalStateException(
          "lambdax.mysql.url is "
              + config.url()
              + " for an executor and "
              + url
              + " for the driver: set LAMBDAX_MYSQL_URL, _USER and _PASSWORD for executors too");
    }
    try (Database database = Database.open(config)) {
      Iterable<RankedSummary> kept =
          () -> verdict.all(block, panel).filter(verdict.keeps(block)).iterator();
      new ViewWriter(database).summaries(viewId, block.family(), kept);
    }
  }

  /** Rows of {@link Gold#PROFILE} of all families; computed where they are written, never kept. */
  JavaRDD<Row> profiles(long version) {
    Broadcast<Panel> shared = panel;
    int lags = maxLag;
    return each(context, blocks)
        .flatMap(block -> PairProfile.of(shared.value(), block, lags).iterator())
        .flatMap(profile -> profile.rows(version).iterator());
  }

  private static JavaRDD<Block> each(JavaSparkContext context, List<Block> blocks) {
    return context.parallelize(blocks, Math.max(1, blocks.size()));
  }

  @Override
  public void close() {
    computed.unpersist();
    panel.destroy();
  }
}

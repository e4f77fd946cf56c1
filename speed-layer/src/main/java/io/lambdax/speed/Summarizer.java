package io.lambdax.speed;

import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.FencedException;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.RealtimeReader.Pair;
import io.lambdax.store.view.RealtimeSummary;
import io.lambdax.store.view.RealtimeWriter;
import io.lambdax.store.view.Share;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the summaries of the realtime view: those of every pair with a fact that is newer than the
 * oldest kept batch view. A pass computes what changed since the last one in blocks, a transaction
 * each. Used by one thread.
 */
final class Summarizer {

  private static final Logger log = LoggerFactory.getLogger(Summarizer.class);

  /** Which values a pair's stored summaries were computed from. */
  private record Editions(long x, long y) {}

  /** Health series whose pairs with the same market series are to be computed. */
  private record Block(SortedMap<SeriesId, Held> xs, SortedMap<SeriesId, Held> ys) {}

  private final Database database;
  private final RealtimeWriter writer;
  private final CorrelateConfig correlate;
  private final int block;
  private final Summaries summaries;
  private final Claims<Map<Pair, Editions>> claims;
  private String lakeId = "";

  Summarizer(Database database, CorrelateConfig correlate, int block, Summaries summaries) {
    this.database = database;
    this.writer = new RealtimeWriter(database);
    this.correlate = correlate;
    this.block = block;
    this.summaries = summaries;
    this.claims = new Claims<>(writer);
  }

  /**
   * Computes and stores what is missing in the shares of this instance.
   *
   * @param base the version that the batch views cover
   * @return how many pairs were computed
   */
  int pass(Known known, long base, Shares.Assignment assignment) throws SQLException {
    if (!lakeId.equals(known.lakeId())) {
      claims.forget();
      lakeId = known.lakeId();
    }
    int pairs = 0;
    for (int number = Share.VALUES + 1; number < assignment.count(); number++) {
      var claimed = claims.get(number, assignment, () -> load(known));
      if (claimed.isPresent()) {
        try {
          pairs += pass(known, base, claimed.get(), assignment.count());
        } catch (FencedException e) {
          log.warn("{}: it goes on there", e.getMessage());
          claims.fenced(number, assignment);
        }
      }
    }
    return pairs;
  }

  /** MySQL failed: what it holds is not sure. */
  void failed() {
    claims.forget();
  }

  /** The share of a health series, 1 to count - 1. */
  static int shareOf(SeriesId health, int count) {
    return 1 + FactRecord.partition(health, count - 1);
  }

  private int pass(Known known, long base, Claims.Claimed<Map<Pair, Editions>> claimed, int count)
      throws SQLException, FencedException {
    int pairs = 0;
    for (Block next : blocks(known, base, claimed, count)) {
      writer.summaries(claimed.share(), known.lakeId(), compute(next));
      next.xs()
          .forEach(
              (x, xHeld) ->
                  next.ys()
                      .forEach(
                          (y, yHeld) ->
                              claimed
                                  .memory()
                                  .put(
                                      new Pair(x, y),
                                      new Editions(xHeld.edition(), yHeld.edition()))));
      pairs += next.xs().size() * next.ys().size();
      Checkpoint.reached("mid-summaries");
    }
    writer.progress(
        claimed.share(), new RealtimeWriter.Progress(known.lakeId(), base, known.version()));
    return pairs;
  }

  private List<Block> blocks(
      Known known, long base, Claims.Claimed<Map<Pair, Editions>> claimed, int count) {
    SortedMap<SeriesId, Held> xs = new TreeMap<>();
    SortedMap<SeriesId, Held> ys = new TreeMap<>();
    known
        .series()
        .forEach(
            (id, held) -> {
              if (correlate.includes(id)) {
                if (id.kind() == Kind.MARKET) {
                  xs.put(id, held);
                } else if (shareOf(id, count) == claimed.share().number()) {
                  ys.put(id, held);
                }
              }
            });
    Map<List<SeriesId>, List<SeriesId>> alike = new LinkedHashMap<>();
    ys.forEach(
        (y, yHeld) -> {
          List<SeriesId> due = new ArrayList<>();
          xs.forEach(
              (x, xHeld) -> {
                Editions now = new Editions(xHeld.edition(), yHeld.edition());
                if (Math.max(xHeld.version(), yHeld.version()) > base
                    && !now.equals(claimed.memory().get(new Pair(x, y)))) {
                  due.add(x);
                }
              });
          if (!due.isEmpty()) {
            alike.computeIfAbsent(due, d -> new ArrayList<>()).add(y);
          }
        });
    List<Block> blocks = new ArrayList<>();
    alike.forEach(
        (due, of) -> {
          int most = Math.max(1, block / due.size());
          for (int from = 0; from < of.size(); from += most) {
            List<SeriesId> part = of.subList(from, Math.min(of.size(), from + most));
            blocks.add(new Block(only(xs, due), only(ys, part)));
          }
        });
    return blocks;
  }

  private static SortedMap<SeriesId, Held> only(SortedMap<SeriesId, Held> all, List<SeriesId> ids) {
    SortedMap<SeriesId, Held> some = new TreeMap<>();
    ids.forEach(id -> some.put(id, all.get(id)));
    return some;
  }

  private List<RealtimeSummary> compute(Block block) {
    Map<SeriesId, Series> xs = present(block.xs());
    Map<SeriesId, Series> ys = present(block.ys());
    List<RealtimeSummary> rows = new ArrayList<>();
    for (Family family : correlate.families()) {
      summaries
          .of(
              xs,
              ys,
              family.xTransform(),
              family.yTransform(),
              family.window(),
              -correlate.maxLag(),
              correlate.maxLag())
          .forEach(summary -> rows.add(row(block, family, summary)));
      // A batch leaves out a series without values; here its pairs must be said to be nothing.
      block
          .xs()
          .forEach(
              (x, xHeld) ->
                  block
                      .ys()
                      .forEach(
                          (y, yHeld) -> {
                            if (xHeld.values().isEmpty() || yHeld.values().isEmpty()) {
                              rows.add(row(block, family, nothing(x, y)));
                            }
                          }));
    }
    return rows;
  }

  private static Map<SeriesId, Series> present(SortedMap<SeriesId, Held> all) {
    Map<SeriesId, Series> some = new LinkedHashMap<>();
    all.forEach(
        (id, held) -> {
          if (!held.values().isEmpty()) {
            some.put(id, held.values());
          }
        });
    return some;
  }

  private static Summary nothing(SeriesId x, SeriesId y) {
    return new Summary(x, y, OptionalDouble.empty(), 0, Optional.empty());
  }

  private static RealtimeSummary row(Block block, Family family, Summary summary) {
    long version =
        Math.max(block.xs().get(summary.x()).version(), block.ys().get(summary.y()).version());
    return new RealtimeSummary(family, version, summary);
  }

  private Map<Pair, Editions> load(Known known) {
    Map<Pair, Long> versions =
        database.snapshot(
            handle ->
                new RealtimeReader(handle).pairs(known.lakeId(), correlate.families().size()));
    Map<Pair, Editions> stored = new HashMap<>();
    versions.forEach(
        (pair, version) -> {
          Held x = known.series().get(pair.x());
          Held y = known.series().get(pair.y());
          if (x != null && y != null && Math.max(x.version(), y.version()) == version) {
            stored.put(pair, new Editions(x.edition(), y.edition()));
          }
        });
    return stored;
  }
}

package io.lambdax.speed;

import io.lambdax.core.kernel.Summaries;
import io.lambdax.ops.Checkpoint;
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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the summaries of the realtime view: those of every pair with a fact that is newer than the
 * oldest kept batch view. A pass computes what changed since the last one in blocks, on all
 * processors, and stores each block in a transaction. Used by one thread.
 */
final class Summarizer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Summarizer.class);

  private final Database database;
  private final RealtimeWriter writer;
  private final CorrelateConfig correlate;
  private final int block;
  private final Summaries summaries;
  private final Claims<DuePairs> claims;
  private final int ahead = 1 + Runtime.getRuntime().availableProcessors();
  private final ExecutorService processors =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          work -> {
            Thread thread = new Thread(work, "pairs");
            thread.setDaemon(true);
            return thread;
          });
  private String lakeId = "";

  Summarizer(
      Database database, SpeedConfig config, CorrelateConfig correlate, Summaries summaries) {
    this.database = database;
    this.writer = new RealtimeWriter(database);
    this.correlate = correlate;
    this.block = config.block();
    this.summaries = summaries;
    this.claims = new Claims<>(writer, config.sessionTimeout());
  }

  /** A block whose summaries are being computed. */
  private record Computing(PairBlock block, Future<List<RealtimeSummary>> rows) {}

  /**
   * Computes and stores what is missing in the shares of this instance.
   *
   * @param base the version that the batch views cover
   * @param assignment asked before each share, since a pass may take longer than it holds
   * @param goOn asked between blocks; false ends the pass early
   * @return how many pairs were computed
   */
  int pass(Known known, long base, Supplier<Shares.Assignment> assignment, BooleanSupplier goOn)
      throws SQLException, InterruptedException {
    if (!lakeId.equals(known.lakeId())) {
      claims.forget();
      lakeId = known.lakeId();
    }
    int pairs = 0;
    int count = assignment.get().count();
    for (int number = Share.VALUES + 1; number < count && goOn.getAsBoolean(); number++) {
      int share = number;
      Shares.Assignment now = assignment.get();
      var claimed = claims.get(number, now, () -> load(known, share, count));
      if (claimed.isPresent()) {
        try {
          pairs += pass(known, base, claimed.get(), count, goOn);
        } catch (FencedException e) {
          log.warn("{}: it goes on there", e.getMessage());
          claims.fenced(number, now);
        }
      }
    }
    return pairs;
  }

  /** MySQL failed: what it holds is not sure. */
  void failed() {
    claims.forget();
  }

  private int pass(
      Known known, long base, Claims.Claimed<DuePairs> claimed, int count, BooleanSupplier goOn)
      throws SQLException, FencedException, InterruptedException {
    Share share = claimed.share();
    DuePairs due = claimed.memory();
    Iterator<PairBlock> blocks =
        due.blocks(known, base, share.number(), count, correlate, block).iterator();
    Queue<Computing> computing = new ArrayDeque<>();
    int pairs = 0;
    while (goOn.getAsBoolean() && (blocks.hasNext() || !computing.isEmpty())) {
      while (blocks.hasNext() && computing.size() < ahead) {
        PairBlock next = blocks.next();
        computing.add(
            new Computing(next, processors.submit(() -> next.compute(correlate, summaries))));
      }
      Computing first = computing.remove();
      writer.summaries(share, known.lakeId(), result(first.rows()));
      due.done(first.block());
      pairs += first.block().size();
      Checkpoint.reached("mid-summaries");
    }
    if (goOn.getAsBoolean()) {
      writer.progress(share, new RealtimeWriter.Progress(known.lakeId(), base, known.version()));
    }
    return pairs;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("pairs could not be computed", e.getCause());
    }
  }

  private DuePairs load(Known known, int number, int count) {
    Map<Pair, Long> versions = new HashMap<>();
    Map<Pair, Integer> families = new HashMap<>();
    database.<Void, RuntimeException>snapshot(
        handle -> {
          RealtimeReader reader = new RealtimeReader(handle);
          for (Family family : correlate.families()) {
            reader
                .pairs(known.lakeId(), family)
                .forEach(
                    (pair, version) -> {
                      if (DuePairs.shareOf(pair.y(), count) == number) {
                        versions.merge(pair, version, Math::min);
                        families.merge(pair, 1, Integer::sum);
                      }
                    });
          }
          return null;
        });
    DuePairs due = new DuePairs();
    versions.forEach(
        (pair, version) -> {
          if (families.get(pair) == correlate.families().size()) {
            due.stored(pair, version, known);
          }
        });
    return due;
  }

  @Override
  public void close() {
    processors.shutdownNow();
  }
}

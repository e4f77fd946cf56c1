package io.lambdax.batch.job;

import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchRun.Step;
import io.lambdax.store.view.RunStore;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run is, for its log and the registry of runs. Thread-safe. */
final class Progress {

  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final long LOG_EVERY_NANOS = 10_000_000_000L;

  private final RunStore runs;
  private final String token;
  private final Lock telling = new ReentrantLock();
  private volatile Stage now = new Stage(Step.START, 0, System.nanoTime(), () -> 0);
  private long logged = System.nanoTime();
  private BatchRun.Progress told = new BatchRun.Progress(Step.START, 0, 0);

  private record Stage(Step step, int tasks, long since, IntSupplier done) {
    BatchRun.Progress progress() {
      return new BatchRun.Progress(step, Math.min(tasks, done.getAsInt()), tasks);
    }

    String word() {
      return step.name().toLowerCase(Locale.ROOT);
    }
  }

  Progress(RunStore runs, String token) {
    this.runs = runs;
    this.token = token;
  }

  /**
   * Begins a step, whose jobs this thread starts.
   *
   * @param of how many tasks it has, 0 where nobody knows
   */
  void begin(JavaSparkContext context, Step next, int of) {
    end();
    context.setJobGroup(next.name(), next.name().toLowerCase(Locale.ROOT));
    JavaSparkStatusTracker tracker = context.statusTracker();
    now = new Stage(next, of, System.nanoTime(), () -> completed(tracker, next.name()));
  }

  /** Ends the last step. */
  void end() {
    tell();
    Stage ended = now;
    log.info(
        "{} took {} s",
        ended.word(),
        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - ended.since()) / 1e9));
  }

  /**
   * Tells what has changed since it was last asked to; does not wait for another thread that does.
   */
  void tell() {
    if (!telling.tryLock()) {
      return;
    }
    try {
      BatchRun.Progress progress = now.progress();
      if (progress.tasks() > 0 && System.nanoTime() - logged > LOG_EVERY_NANOS) {
        logged = System.nanoTime();
        log.info("{}: {} of {} tasks are done", now.word(), progress.done(), progress.tasks());
      }
      if (!progress.equals(told)) {
        runs.progress(token, progress);
        told = progress;
      }
    } catch (RuntimeException e) {
      log.warn("MySQL was not told how far the run is ({}): it will be", e.getMessage());
    } finally {
      telling.unlock();
    }
  }

  private static int completed(JavaSparkStatusTracker tracker, String group) {
    int completed = 0;
    for (int job : tracker.getJobIdsForGroup(group)) {
      var info = tracker.getJobInfo(job);
      if (info != null) {
        for (int stage : info.stageIds()) {
          var of = tracker.getStageInfo(stage);
          completed += of == null ? 0 : of.numCompletedTasks();
        }
      }
    }
    return completed;
  }
}

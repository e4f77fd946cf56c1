package io.lambdax.batch.controller;

import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewPointer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the current view covers a version: each {@link #step} looks at what is and does
 * at most one thing about it. Nothing is remembered that matters after a restart. Used by one
 * thread.
 */
final class Reconciler {

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private final ControllerConfig config;
  private final Database database;
  private final RunStore runs;
  private final BatchLauncher launcher;
  private final Supplier<String> tokens;
  private final Clock clock;

  private Optional<Watched> watched = Optional.empty();
  private Optional<Failures> failures = Optional.empty();
  private Instant trustHeartbeatsFrom = Instant.EPOCH;

  /** The run that is waited for, and its driver if this controller started it. */
  private record Watched(BatchRun run, Optional<Driver> driver) {}

  /** How often in a row which version failed, and when it may be tried again. */
  private record Failures(String lakeId, long version, int count, Instant retryAt, String last) {

    boolean isOf(Target target) {
      return lakeId.equals(target.lakeId()) && version == target.version();
    }
  }

  Reconciler(
      ControllerConfig config,
      Database database,
      BatchLauncher launcher,
      Supplier<String> tokens,
      Clock clock) {
    this.config = config;
    this.database = database;
    this.runs = new RunStore(database);
    this.launcher = launcher;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * MySQL was away: drivers could not tell that they live, so silence means nothing for a while.
   */
  void databaseWasAway() {
    trustHeartbeatsFrom = clock.instant().plus(config.staleAfter());
  }

  /** Looks and acts. */
  Progress step(Target target) {
    if (runs.follow(target.lakeId())) {
      log.info("Following lake {}", target.lakeId());
    }
    settle();
    ViewPointer pointer = database.snapshot(ViewPointer::read);
    if (pointer.pinned()) {
      return Progress.pinned(pointer.viewId().orElse(0));
    }
    if (covers(target)) {
      failures = Optional.empty();
      return Progress.covered();
    }
    if (watched.isPresent()) {
      return Progress.running(watched.get().run());
    }
    return start(target);
  }

  private boolean covers(Target target) {
    return database
        .snapshot(BatchView::current)
        .filter(view -> view.lakeId().equals(target.lakeId()))
        .filter(view -> view.version() >= target.version())
        .isPresent();
  }

  /** Finds out what became of the run that is waited for. */
  private void settle() {
    if (watched.isEmpty()) {
      return;
    }
    BatchRun run = watched.get().run();
    watched
        .get()
        .driver()
        .flatMap(Driver::end)
        .ifPresent(end -> runs.fail(run.token(), end + " before the view was current"));
    if (clock.instant().isAfter(trustHeartbeatsFrom)) {
      runs.failStale(config.staleAfter());
    }
    BatchRun now = runs.find(run.token()).orElse(run);
    if (now.state().isLive()) {
      return;
    }
    watched = Optional.empty();
    String message = now.message().orElse("");
    log.info("Run {} of version {} ended {} {}", run.token(), run.version(), now.state(), message);
    if (now.state() == BatchRun.State.FAILED) {
      failed(run, message);
    }
  }

  private Progress start(Target target) {
    Optional<BatchRun> live =
        runs.live(config.staleAfter()).filter(run -> run.lakeId().equals(target.lakeId()));
    if (live.isPresent()) {
      watched = Optional.of(new Watched(live.get(), Optional.empty()));
      log.info("Adopted run {} of version {}", live.get().token(), live.get().version());
      return Progress.running(live.get());
    }
    if (clock.instant().isBefore(trustHeartbeatsFrom)) {
      return Progress.waiting("MySQL was away: waiting to hear of runs that may be alive");
    }
    runs.failStale(config.staleAfter());
    Optional<Failures> before = failures.filter(failure -> failure.isOf(target));
    if (before.isPresent() && before.get().count() >= config.attempts()) {
      return Progress.gaveUp(
          "version %d failed %d times, last: %s. See the job's log; a restart or the next import tries again"
              .formatted(target.version(), before.get().count(), before.get().last()));
    }
    if (before.isPresent() && clock.instant().isBefore(before.get().retryAt())) {
      return Progress.waiting("attempt failed, next at " + before.get().retryAt());
    }
    return launch(target);
  }

  private Progress launch(Target target) {
    Optional<BatchRun> run =
        runs.launch(target.lakeId(), target.version(), tokens.get(), config.staleAfter());
    if (run.isEmpty()) {
      return Progress.waiting("another controller launched a run");
    }
    try {
      Driver driver = launcher.launch(run.get());
      watched = Optional.of(new Watched(run.get(), Optional.of(driver)));
      log.info(
          "Launched run {}: version {} of lake {}, attempt {}",
          run.get().token(),
          target.version(),
          target.lakeId(),
          run.get().attempt());
      return Progress.running(run.get());
    } catch (IOException e) {
      String message = "its driver could not be started: " + e.getMessage();
      runs.fail(run.get().token(), message);
      failed(run.get(), message);
      return Progress.waiting(message);
    }
  }

  private void failed(BatchRun run, String message) {
    int count =
        1
            + failures
                .filter(failure -> failure.lakeId().equals(run.lakeId()))
                .filter(failure -> failure.version() == run.version())
                .map(Failures::count)
                .orElse(0);
    Instant retryAt = clock.instant().plus(config.backoffAfter(count));
    failures = Optional.of(new Failures(run.lakeId(), run.version(), count, retryAt, message));
    if (count >= config.attempts()) {
      log.error(
          "Version {} failed {} times and is left until the next import or a restart: {}",
          run.version(),
          count,
          message);
    }
  }
}

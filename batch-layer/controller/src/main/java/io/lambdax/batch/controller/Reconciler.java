package io.lambdax.batch.controller;

import io.lambdax.ops.Checkpoint;
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
import org.jdbi.v3.core.Handle;
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

  /** The run that is waited for, and its driver if the launcher knows it. */
  private record Watched(BatchRun run, Optional<Driver> driver) {}

  /**
   * What is served, as of one moment: a revert between two looks would seem to be a version that
   * nobody computed.
   */
  private record Served(ViewPointer pointer, Optional<BatchView> view) {
    static Served read(Handle handle) {
      return new Served(ViewPointer.read(handle), BatchView.current(handle));
    }

    boolean covers(Target target) {
      return view.filter(current -> current.lakeId().equals(target.lakeId()))
          .filter(current -> current.version() >= target.version())
          .isPresent();
    }
  }

  /**
   * How often in a row which version failed, and when it may be tried again.
   *
   * @param tries all of them: the wait grows with it
   * @param count those that were no fault of the launcher: there may be only so many
   */
  private record Failures(
      String lakeId, long version, int tries, int count, Instant retryAt, String last) {

    boolean isOf(String lake, long number) {
      return lakeId.equals(lake) && version == number;
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

  /** Finds out, now and then, whether drivers could be started. */
  void ping() {
    launcher.ping();
  }

  /** Looks and acts. */
  Progress step(Target target) {
    if (runs.follow(target.lakeId())) {
      log.info("Following lake {}", target.lakeId());
    }
    settle();
    Served served = database.snapshot(Served::read);
    if (served.pointer().pinned()) {
      return Progress.pinned(served.pointer().viewId().orElse(0));
    }
    if (served.covers(target)) {
      failures = Optional.empty();
      return Progress.covered();
    }
    if (watched.isPresent()) {
      return Progress.running(watched.get().run());
    }
    return start(target);
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
    if (watched.get().driver().filter(Driver::starting).isPresent()) {
      runs.waiting(run.token());
    }
    if (clock.instant().isAfter(trustHeartbeatsFrom)) {
      runs.failStale(config.staleAfter());
    }
    Optional<BatchRun> now = runs.find(run.token());
    if (now.isPresent() && now.get().state().isLive()) {
      return;
    }
    watched = Optional.empty();
    if (now.isEmpty()) {
      log.warn("MySQL does not know run {} any more: its version is launched anew", run.token());
      return;
    }
    BatchRun.State state = now.get().state();
    String message = now.get().message().orElse("");
    log.info("Run {} of version {} ended {} {}", run.token(), run.version(), state, message);
    if (state == BatchRun.State.FAILED) {
      failed(run, message, true);
      try {
        launcher.giveUp(this::wasGivenUp);
      } catch (IOException e) {
        log.warn("Drivers of failed runs were not ended: the next launch does it: {}", problem(e));
      }
    }
  }

  private Progress start(Target target) {
    try {
      Optional<BatchRun> adopted = adopt(target);
      if (adopted.isPresent()) {
        return Progress.running(adopted.get());
      }
    } catch (LauncherAwayException e) {
      return Progress.waiting(problem(e));
    }
    if (clock.instant().isBefore(trustHeartbeatsFrom)) {
      return Progress.waiting("MySQL was away: waiting to hear of runs that may be alive");
    }
    runs.failStale(config.staleAfter());
    Optional<Failures> before =
        failures.filter(failure -> failure.isOf(target.lakeId(), target.version()));
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

  /**
   * A live run; or the target's own whose driver was never heard of and which the launcher knows
   * of: with no controller to speak for it, it only seems silent.
   */
  private Optional<BatchRun> adopt(Target target) throws LauncherAwayException {
    Optional<BatchRun> live =
        runs.live(config.staleAfter()).filter(run -> run.lakeId().equals(target.lakeId()));
    Optional<BatchRun> run =
        live.or(
            () ->
                runs.open(target.lakeId())
                    .filter(open -> open.state() == BatchRun.State.LAUNCHED)
                    .filter(open -> open.version() == target.version()));
    if (run.isEmpty()) {
      return run;
    }
    Optional<Driver> driver = launcher.adopt(run.get());
    if (live.isEmpty() && driver.isEmpty()) {
      return Optional.empty();
    }
    watched = Optional.of(new Watched(run.get(), driver));
    log.info("Adopted run {} of version {}", run.get().token(), run.get().version());
    return run;
  }

  private boolean wasGivenUp(String token) {
    return runs.find(token).filter(run -> run.state() == BatchRun.State.FAILED).isPresent();
  }

  private Progress launch(Target target) {
    try {
      launcher.giveUp(this::wasGivenUp);
    } catch (IOException e) {
      return Progress.waiting(problem(e));
    }
    Optional<BatchRun> run =
        runs.launch(target.lakeId(), target.version(), tokens.get(), config.staleAfter());
    if (run.isEmpty()) {
      return Progress.waiting("another controller launched a run");
    }
    Checkpoint.reached("before-driver-launch");
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
      String message = "its driver could not be started: " + problem(e);
      runs.fail(run.get().token(), message);
      failed(run.get(), message, !(e instanceof LauncherAwayException));
      return Progress.waiting(message);
    }
  }

  private static String problem(IOException e) {
    return String.valueOf(e.getMessage());
  }

  private void failed(BatchRun run, String message, boolean counts) {
    Optional<Failures> before =
        failures.filter(failure -> failure.isOf(run.lakeId(), run.version()));
    int tries = before.map(Failures::tries).orElse(0) + 1;
    int count = before.map(Failures::count).orElse(0) + (counts ? 1 : 0);
    Instant retryAt = clock.instant().plus(config.backoffAfter(tries));
    failures =
        Optional.of(new Failures(run.lakeId(), run.version(), tries, count, retryAt, message));
    if (count >= config.attempts()) {
      log.error(
          "Version {} failed {} times and is left until the next import or a restart: {}",
          run.version(),
          count,
          message);
    }
  }
}

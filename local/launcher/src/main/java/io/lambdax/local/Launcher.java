package io.lambdax.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.local.services.ChildProcess;
import io.lambdax.local.services.ServiceException;
import io.lambdax.store.log.ImportSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The stages, from an empty directory to an answer; and back to nothing. */
final class Launcher {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final long POLL_MILLIS = 200;
  private static final String EVERY = "PT1H";

  private final Options options;
  private final Progress progress;
  private final Disk disk;
  private final Stack parts = new Stack();
  private final Stack services = new Stack();
  private final EndSignal signal = new EndSignal();
  private final CompletableFuture<String> death = new CompletableFuture<>();
  private volatile boolean ready;
  private volatile boolean stopping;

  Launcher(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.disk = new Disk(options.dataDirectory());
  }

  /**
   * Runs until the answer is there, a part dies, or a signal ends this JVM.
   *
   * @return the answer, if one was asked for
   */
  Optional<String> run() {
    for (Part part : Part.values()) {
      part.demandBuilt(options.root());
    }
    DataDirectory.demandNotInUse(options.dataDirectory());
    ApiPort.demandFree(options.port());
    SourcesCheck.demandRight(options);
    try (DataDirectory data =
        DataDirectory.take(options.dataDirectory(), options.fresh(), options.leastFreeMib())) {
      LogFile.open(data.log("launcher"));
      progress.stage("Data in " + options.dataDirectory());
      Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
      try {
        return work(data);
      } catch (LaunchException | ServiceException e) {
        if (signal.comes()) {
          // What fails then fails because it is stopped.
          return Optional.empty();
        }
        throw disk.full() ? new LaunchException(disk.state() + "\n" + e.getMessage(), e) : e;
      } finally {
        stop();
      }
    }
  }

  private Optional<String> work(DataDirectory data) {
    Services up = Services.start(data, services, progress);
    watch(up.mariaDb().process());
    PartRunner runner = new PartRunner(options, data, up);
    parts.push(
        "environment",
        EnvironmentFile.write(EnvironmentFile.in(options.dataDirectory()), runner.environment()));
    int port = ApiPort.choose(options.port());
    ChildProcess importer = runner.start(Part.IMPORTER, firstImport(), 0);
    parts.push(importer.name(), importer);
    keep(Part.API, () -> runner.start(Part.API, List.of(), port));
    keep(Part.CONTROLLER, () -> runner.start(Part.CONTROLLER, List.of("run"), 0));
    keep(Part.SPEED, () -> runner.start(Part.SPEED, List.of(), 0));

    await("the first import is done", () -> !importer.alive());
    ImportSignal imported =
        FirstImport.result(importer, Signals.last(up.kafka().bootstrap()), progress);
    progress.stage("Imported: version " + imported.version() + " of the facts");
    Api api = new Api(port);
    awaitView(api, imported);
    await("the API is ready", api::ready);
    await("the speed layer is ready", () -> runner.ready(Part.SPEED));
    if (options.once()) {
      JsonNode answer =
          api.correlation()
              .orElseThrow(() -> new LaunchException("The API has no pair to correlate"));
      progress.stage("Asked one question");
      return Optional.of(answer.toString());
    }
    ready = true;
    progress.line("Lambdax is ready at http://localhost:" + port);
    Runnable show = () -> {};
    if (options.replay().isPresent()) {
      show = replay(options.replay().get(), runner, data);
    } else {
      importEveryHour(runner);
    }
    throw new LaunchException(awaitDeath(show));
  }

  /** What is to be replayed must not be there before. */
  private List<String> firstImport() {
    return options.replay().isPresent() ? List.of("--except-dated") : List.of();
  }

  private void importEveryHour(PartRunner runner) {
    keep(Part.IMPORTER, () -> runner.start(Part.IMPORTER, List.of("--every", EVERY), 0));
  }

  /** Begins it; the hourly import follows. What comes back shows how far it is. */
  private Runnable replay(Replayed files, PartRunner runner, DataDirectory data) {
    Path log = data.log(Part.IMPORTER.title());
    ReplayLines lines = new ReplayLines(NewLines.of(log), progress);
    KeptPart replay =
        new KeptPart(
            () -> runner.start(Part.IMPORTER, files.command(), 0),
            progress,
            signal,
            () -> ready,
            death::complete,
            Replayed::ended,
            code -> {
              lines.show();
              progress.stage(
                  code == 0
                      ? "Replayed all of " + files.directory()
                      : "Not all of %s was imported (whole log: %s)"
                          .formatted(files.directory(), log));
              importEveryHour(runner);
            });
    parts.push("replay", replay);
    progress.stage("Replaying " + files.directory() + ", a file every " + files.every());
    replay.start();
    return lines::show;
  }

  /** A part that does not even start well is not tried again: what is wrong would stay wrong. */
  private void keep(Part part, Supplier<ChildProcess> start) {
    KeptPart kept = new KeptPart(start, progress, signal, () -> ready, death::complete);
    parts.push(part.title(), kept);
    kept.start();
  }

  private void watch(ChildProcess process) {
    var unused =
        process
            .onExit()
            .thenAccept(
                code -> {
                  if (stopping) {
                    return;
                  }
                  death.complete(
                      LogLines.end(process, code) + ". Start again: what was imported is kept");
                });
  }

  private void awaitView(Api api, ImportSignal imported) {
    progress.stage("Waiting for the batch view of version " + imported.version());
    RunReporter runs = new RunReporter(progress);
    await(
        "the view of version " + imported.version() + " is current",
        () ->
            api.status()
                .map(
                    status -> {
                      runs.report(status.path("run"));
                      JsonNode view = status.path("view");
                      return view.path("lakeId").asText().equals(imported.lakeId())
                          && (view.path("version").asLong() >= imported.version()
                              || view.path("pinned").asBoolean());
                    })
                .orElse(false));
  }

  /** Polls, because what is awaited is in other processes; a part that dies ends the wait. */
  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new LaunchException(
            "Gave up after %s waiting until %s: see the logs in %s"
                .formatted(LONGEST_WAIT, what, options.dataDirectory().resolve("logs")));
      }
      if (disk.full()) {
        throw new LaunchException("Gave up waiting until " + what);
      }
      death(POLL_MILLIS)
          .ifPresent(
              how -> {
                throw new LaunchException(how);
              });
    }
  }

  /** Until then it says when the disk gets full, once each time. */
  private String awaitDeath(Runnable show) {
    boolean low = false;
    while (true) {
      if (disk.low() != low) {
        low = !low;
        progress.stage(low ? disk.state() : "The disk has room again");
      }
      Optional<String> died = death(POLL_MILLIS);
      show.run();
      if (died.isPresent()) {
        return died.get();
      }
    }
  }

  private Optional<String> death(long withinMillis) {
    try {
      return Optional.of(death.get(withinMillis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException allAlive) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted", e);
    }
  }

  private void stopOnSignal() {
    signal.hear();
    stop();
  }

  /** The parts first: they finish what they do while their services are still there. */
  private synchronized void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    progress.stopping();
    parts.close();
    services.close();
    progress.stopped();
  }
}

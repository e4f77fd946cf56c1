package io.lambdax.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.local.services.ChildProcess;
import io.lambdax.store.log.ImportSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The stages, from an empty directory to an answer; and back to nothing. */
final class Launcher {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final String EVERY = "PT1H";

  private final Options options;
  private final Progress progress;
  private final Stack parts = new Stack();
  private final Stack services = new Stack();
  private final CompletableFuture<String> death = new CompletableFuture<>();
  private volatile boolean ready;
  private volatile boolean stopping;

  Launcher(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Runs until the answer is given, a part dies, or a signal ends this JVM. */
  void run() {
    for (Part part : Part.values()) {
      part.demandBuilt(options.root());
    }
    ApiPort.demandFree(options.port());
    try (DataDirectory data = DataDirectory.take(options.dataDirectory(), options.fresh())) {
      LogFile.open(data.log("launcher"));
      progress.stage("Data in " + options.dataDirectory());
      Thread onSignal = new Thread(this::stopOnSignal, "stop");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try {
        work(data);
      } finally {
        stop();
      }
    }
  }

  private void work(DataDirectory data) {
    Services up = Services.start(data, services, progress);
    watch("MariaDB", up.mariaDb().process());
    PartRunner runner = new PartRunner(options, data, up);
    parts.push(
        "environment",
        EnvironmentFile.write(EnvironmentFile.in(options.dataDirectory()), runner.environment()));
    int port = ApiPort.choose(options.port());
    ChildProcess importer = runner.start(Part.IMPORTER, List.of(), 0);
    parts.push(importer.name(), importer);
    keep(Part.API, () -> runner.start(Part.API, List.of(), port));
    keep(Part.CONTROLLER, () -> runner.start(Part.CONTROLLER, List.of("run"), 0));

    importOnce(importer);
    ImportSignal signal = imported(up, importer);
    progress.stage("Imported: version " + signal.version() + " of the facts");
    Api api = new Api(port);
    awaitView(api, signal);
    await("the API is ready", api::ready);
    if (options.once()) {
      JsonNode answer =
          api.correlation()
              .orElseThrow(() -> new LaunchException("The API has no pair to correlate"));
      progress.stage("Asked one question; stopping");
      stop();
      progress.line(answer.toString());
      return;
    }
    ready = true;
    keep(Part.IMPORTER, () -> runner.start(Part.IMPORTER, List.of("--every", EVERY), 0));
    progress.line("Lambdax is ready at http://localhost:" + port);
    throw new LaunchException(death.join());
  }

  /** A part that does not even start well is not tried again: what is wrong would stay wrong. */
  private void keep(Part part, Supplier<ChildProcess> start) {
    KeptPart kept = new KeptPart(start, progress, () -> ready, death::complete);
    parts.push(part.title(), kept);
    kept.start();
  }

  private void watch(String name, ChildProcess process) {
    var unused =
        process
            .onExit()
            .thenAccept(
                code -> {
                  if (stopping) {
                    return;
                  }
                  death.complete(
                      "%s ended with exit code %d: %s (whole log: %s)"
                          .formatted(name, code, process.lastWord(), process.log()));
                });
  }

  private void importOnce(ChildProcess importer) {
    await("the first import is done", () -> !importer.alive());
    int code = importer.onExit().join();
    if (code != 0) {
      progress.stage(
          "The importer ended with exit code %d, not all was imported: %s"
              .formatted(code, importer.lastWord()));
    }
  }

  private ImportSignal imported(Services up, ChildProcess importer) {
    return Signals.last(up.kafka().bootstrap())
        .orElseThrow(
            () ->
                new LaunchException(
                    "Nothing was imported: check the sources and " + importer.log()));
  }

  private void awaitView(Api api, ImportSignal signal) {
    progress.stage("Waiting for the batch view of version " + signal.version());
    RunReporter runs = new RunReporter(progress);
    await(
        "the view of version " + signal.version() + " is current",
        () ->
            api.status()
                .map(
                    status -> {
                      runs.report(status.path("run"));
                      JsonNode view = status.path("view");
                      return view.path("lakeId").asText().equals(signal.lakeId())
                          && (view.path("version").asLong() >= signal.version()
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
      try {
        throw new LaunchException(death.get(200, TimeUnit.MILLISECONDS));
      } catch (TimeoutException allAlive) {
        // What is awaited is still to come.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LaunchException("Interrupted while waiting until " + what, e);
      }
    }
  }

  private void stopOnSignal() {
    if (!stopping) {
      progress.stage("Stopping");
    }
    stop();
  }

  /** The parts first: they finish what they do while their services are still there. */
  private void stop() {
    stopping = true;
    parts.close();
    services.close();
  }
}

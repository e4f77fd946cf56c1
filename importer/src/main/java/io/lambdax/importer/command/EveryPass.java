package io.lambdax.importer.command;

import io.lambdax.importer.source.Source;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Metrics;
import io.lambdax.ops.OpsServer;
import io.lambdax.ops.Readiness;
import io.lambdax.ops.StopSignal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes for ever, one every interval, until the process is told to stop. */
final class EveryPass {
  private static final Logger log = LoggerFactory.getLogger(EveryPass.class);

  /** A neighbour that was away may be back long before the next hour. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** What is said of a process that ends before its import does. */
  static final String UNFINISHED =
      "Ending in the middle of an import: the next start goes on with it";

  private final Workplace workplace;
  private final Duration interval;
  private final PassWatch watch;
  private final Pass pass;
  private final RegularUpkeep upkeep;
  private final StopSignal stop;
  private volatile Optional<String> lakeProblem = Optional.of("the first pass has not ended");
  private volatile Optional<String> kafkaProblem = Optional.empty();

  EveryPass(Workplace workplace, Duration interval) {
    this.workplace = workplace;
    this.interval = interval;
    this.watch =
        new PassWatch(
            workplace.config().getDuration("lambdax.importer.slow-pass"), System::nanoTime);
    this.pass = new Pass(workplace, watch.and(Progress.onTerminal()));
    this.upkeep = new RegularUpkeep(workplace);
    this.stop = StopSignal.listen(UNFINISHED);
  }

  int run(List<Source> sources) throws InterruptedException {
    PrometheusMeterRegistry registry = Metrics.registry("importer");
    Readiness readiness =
        new Readiness()
            .add("lake", () -> lakeProblem)
            .add("kafka", () -> kafkaProblem)
            .add("pass", watch::problem);
    try (stop;
        OpsServer ops =
            OpsServer.start(HttpSettings.from(workplace.config()), readiness, registry)) {
      log.info("A pass every {}, told on port {}", interval, ops.port());
      long next = System.nanoTime();
      boolean stopped = false;
      while (!stopped) {
        String result = pass(sources);
        Counter.builder("lambdax.importer.passes")
            .tag("result", result)
            .register(registry)
            .increment();
        if (!result.equals("stopped") && !result.equals("failed") && !stop.within(0)) {
          upkeep.runIfDue();
        }
        Duration wait = result.equals("done") ? interval : min(interval, SOON);
        next = Math.max(next + wait.toNanos(), System.nanoTime());
        stopped = stop.within(next - System.nanoTime());
      }
    }
    return ExitCode.OK;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private String pass(List<Source> sources) throws InterruptedException {
    try {
      int code = pass.run(sources);
      lakeProblem = Optional.empty();
      boolean published = code != ExitCode.NOT_PUBLISHED;
      kafkaProblem =
          published ? Optional.empty() : Optional.of("not reached, see the log; it is tried again");
      return published ? "done" : "not-published";
    } catch (IOException | RuntimeException e) {
      // The end of the process also takes the lake away, perhaps a moment before it is told here.
      if (stop.within(TimeUnit.SECONDS.toNanos(1))) {
        log.info("Stopped within a pass: the next start goes on where this one was");
        log.debug("The pass ended with", e);
        return "stopped";
      }
      lakeProblem = Optional.of("the last pass failed: " + e.getMessage());
      log.error("The pass failed, the next is in {}: {}", min(interval, SOON), e.getMessage(), e);
      return "failed";
    }
  }
}

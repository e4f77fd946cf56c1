package io.lambdax.importer.command;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.fetch.Publication;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.SourceState;
import io.lambdax.ops.StopSignal;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dated files, one an interval, each by a pass of its own. What is imported already is left out, so
 * that it may be killed and started again. One instance is for one thread.
 */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private final Workplace workplace;
  private final Duration every;
  private final PrintStream out;
  private final Progress terminal = Progress.onTerminal();
  private final StopSignal stop = StopSignal.listen(EveryPass.UNFINISHED);
  private Progress step = terminal;

  /** A line for each file goes to that stream. */
  Replay(Workplace workplace, Duration every, PrintStream out) {
    this.workplace = workplace;
    this.every = every;
    this.out = out;
  }

  /**
   * Imports them.
   *
   * @return the exit code, once the last is imported and published
   * @throws IOException if the lake cannot be read or written
   */
  int run(DatedFiles files) throws IOException, InterruptedException {
    try (stop) {
      return unlessStopped(files);
    }
  }

  private int unlessStopped(DatedFiles files) throws IOException, InterruptedException {
    try {
      return eachOf(files);
    } catch (IOException | RuntimeException e) {
      // The end of the process also takes the lake away, perhaps a moment before it is told here.
      if (stop.within(TimeUnit.SECONDS.toNanos(1))) {
        log.info("Stopped within an import: the next start goes on where this one was");
        log.debug("The import ended with", e);
        return ExitCode.INCOMPLETE;
      }
      throw e;
    }
  }

  private int eachOf(DatedFiles files) throws IOException, InterruptedException {
    Pass pass = new Pass(workplace, (what, done, all) -> step.show(what, done, all));
    List<Publication> all = files.publications();
    Optional<String> last = lastSettled(files.series().name());
    // The last one once more: an earlier replay may have ended before Kafka had it.
    int first = last.isPresent() ? Math.min(files.before(last.get()), all.size() - 1) : 0;
    int worst = ExitCode.OK;
    long next = System.nanoTime();
    for (int i = first; i < all.size(); i++) {
      Publication file = all.get(i);
      int number = i + 1;
      step =
          (what, done, of) ->
              terminal.show(what.isEmpty() ? "" : what + ", " + file.name(), number, all.size());
      Pass.Result result = pass.over(List.of(files.alone(file)));
      while (!result.published()) {
        if (stop.within(every.toNanos())) {
          return ExitCode.NOT_PUBLISHED;
        }
        result = pass.over(List.of(files.alone(file)));
      }
      SourceStatus status = result.statuses().get(0);
      out.printf("[%d/%d] %s: %s%n", number, all.size(), file.name(), said(result));
      out.flush();
      worst = Math.max(worst, result.code());
      if (status.outcome().equals("failed")) {
        // It could not even be kept: what follows must not come before it.
        return worst;
      }
      boolean again = last.isPresent() && i == first;
      next = again ? System.nanoTime() : Math.max(next + every.toNanos(), System.nanoTime());
      if (number < all.size() && awaitNext(next, number, all.size())) {
        return worst;
      }
    }
    return worst;
  }

  /** Whether it is to stop instead. */
  private boolean awaitNext(long next, int done, int all) throws InterruptedException {
    terminal.show("waiting for the next", done, all);
    boolean stopped = stop.within(next - System.nanoTime());
    terminal.clear();
    return stopped;
  }

  private static String said(Pass.Result result) {
    SourceStatus status = result.statuses().get(0);
    return switch (status.outcome()) {
      case "imported" ->
          String.format(Locale.ROOT, "version %d, %,d rows", result.version(), status.rows());
      case "unchanged" -> "nothing new";
      default -> status.outcome() + ": " + status.message().orElse("see the log");
    };
  }

  /** The newest file of that source that came to its end in the lake in force. */
  private Optional<String> lastSettled(String source) throws IOException {
    LakeFiles files = workplace.files();
    SourceState state = new Bronze(files).state(source);
    return new LakePointer(files).read().equals(state.lakeId())
        ? state.last().map(SourceState.LastFile::name)
        : Optional.empty();
  }
}

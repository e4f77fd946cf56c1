package io.lambdax.importer.command;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.lake.LakeReplaced;
import io.lambdax.importer.lake.Lease;
import io.lambdax.importer.lake.SourcePass;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pass over sources: each is attempted, then what is new is published. It may be run again and
 * again and remembers what it has told and what Kafka has not taken. One instance is for one
 * thread.
 */
public final class Pass {
  private static final Logger log = LoggerFactory.getLogger(Pass.class);
  private static final Set<String> GOOD = Set.of("imported", "unchanged");

  private final Workplace workplace;
  private final Progress progress;
  private final Publication publication;
  private final Map<String, String> told = new HashMap<>();

  /** Passes of that workplace. */
  public Pass(Workplace workplace) {
    this(workplace, Progress.onTerminal());
  }

  Pass(Workplace workplace, Progress progress) {
    this.workplace = workplace;
    this.progress = progress;
    this.publication = new Publication(workplace.publishConfig(), workplace.clock());
  }

  /**
   * How a pass ended.
   *
   * @param statuses of the sources, in order
   * @param published whether Kafka has all that is in the lake
   * @param version the lake's newest
   */
  record Result(List<SourceStatus> statuses, boolean published, long version) {
    /** The exit code. */
    int code() {
      return Pass.code(statuses, published);
    }
  }

  /**
   * Attempts these sources, in order.
   *
   * @return the exit code
   * @throws IOException if the lake cannot be read or written
   */
  public int run(List<Source> sources) throws IOException {
    return over(sources).code();
  }

  /** The same, and how each source went. */
  Result over(List<Source> sources) throws IOException {
    List<SourceStatus> statuses = new ArrayList<>();
    progress.show("opening the lake", 0, sources.size());
    publication.lookAhead();
    if (sources.equals(workplace.sources())) {
      publication.declared(workplace.byName().keySet());
    }
    LakeFiles files = workplace.files();
    try (Lease lease = Lease.take(files)) {
      log.debug("Writing, as {} says", lease.file());
      Optional<Result> result = Optional.empty();
      while (result.isEmpty()) {
        try (Lake lake = workplace.lake(files)) {
          result = inLake(lake, files, sources, statuses);
        }
      }
      // Last, so that whoever sees only the end of the log sees the reasons.
      statuses.forEach(this::tell);
      return result.get();
    } finally {
      progress.clear();
    }
  }

  /**
   * Attempts the sources that are left and publishes.
   *
   * @return how it ended; nothing if a rebuild replaced the lake before its end
   */
  private Optional<Result> inLake(
      Lake lake, LakeFiles files, List<Source> sources, List<SourceStatus> statuses)
      throws IOException {
    log.debug("Writing to lake {}", lake.lakeId());
    SourcePass pass = workplace.pass(files, lake);
    while (statuses.size() < sources.size() && lake.inForce()) {
      Source source = sources.get(statuses.size());
      progress.show("importing " + source.name(), statuses.size(), sources.size());
      try {
        statuses.add(attempt(pass, source));
      } catch (LakeReplaced e) {
        log.debug("{}", e.getMessage(), e);
      }
    }
    if (!lake.inForce()) {
      log.info("Lake {} was replaced by a rebuild: going on in the new one", lake.lakeId());
      return Optional.empty();
    }
    progress.show("publishing", sources.size(), sources.size());
    boolean published = publication.run(lake, statuses);
    return Optional.of(new Result(List.copyOf(statuses), published, lake.head().version()));
  }

  /** What is as it was is no error again. */
  private void tell(SourceStatus status) {
    if (good(status)) {
      told.remove(status.source());
      return;
    }
    String reason = status.outcome() + ": " + status.message().orElse("see the lines above");
    if (reason.equals(told.put(status.source(), reason))) {
      log.info("{}: still {}, as told before", status.source(), status.outcome());
    } else {
      log.error("{}: {}", status.source(), reason);
    }
  }

  /** One source that fails in a way nobody foresaw must not stop the others; the lake must. */
  private static SourceStatus attempt(SourcePass pass, Source source) throws IOException {
    try {
      return pass.run(source);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error(
          "{}: failed, the other sources go on. This is a fault of the importer: report it with"
              + " this stack trace",
          source.name(),
          e);
      return pass.failed(source, "unexpected " + e);
    }
  }

  static int code(List<SourceStatus> statuses, boolean published) {
    if (!published) {
      return ExitCode.NOT_PUBLISHED;
    }
    return statuses.stream().allMatch(Pass::good) ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /** Whether nothing was refused or held, and nothing failed. */
  static boolean good(SourceStatus status) {
    return GOOD.contains(status.outcome());
  }
}

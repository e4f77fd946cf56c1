package io.lambdax.importer.lake;

import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.format.RefusedFile;
import io.lambdax.importer.format.Reject;
import io.lambdax.importer.source.Source;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.lake.ConflictException;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.NewFacts;
import io.lambdax.store.lake.PresentFacts;
import io.lambdax.store.lake.RejectedRow;
import io.lambdax.store.lake.VersionInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file that is in bronze to its end: parsed, judged, compared and committed, or held, or
 * refused. To settle the same import again changes nothing. One instance is for one thread.
 */
public final class Settlement {
  private static final Logger log = LoggerFactory.getLogger(Settlement.class);
  private static final int ATTEMPTS = 50;

  private final Lake lake;
  private final Parser parser;
  private final Gate gate;
  private final Clock clock;

  /** Settles into that lake. */
  public Settlement(Lake lake, Parser parser, GateConfig gate, Clock clock) {
    this.lake = lake;
    this.parser = parser;
    this.gate = new Gate(gate);
    this.clock = clock;
  }

  /**
   * Settles one import.
   *
   * @param state of the source before it
   * @param accepted whether somebody has looked at it and the gate is to let it pass
   * @throws IOException if the lake cannot be read or written: nothing is decided then
   */
  public Outcome settle(
      Source source, Manifest file, byte[] content, SourceState state, boolean accepted)
      throws IOException {
    ParsedFile parsed;
    try {
      parsed = parser.parse(source, content, file.fileName());
    } catch (RefusedFile e) {
      keepRejects(file, e.rejects());
      return end(file, "refused", e.rows(), e.rows(), Optional.of(e.getMessage()));
    }
    Optional<VersionInfo> done = lake.versionOf(file.importId());
    if (done.isPresent()) {
      return imported(
          file, parsed, done.get().version(), done.get().counts(), done.get().committedAt());
    }
    if (isOlder(source, file, state)) {
      return end(
          file,
          "older",
          parsed,
          file.fileName()
              + " was published at "
              + file.observedAt()
              + ", before the file that was accepted last ("
              + state.acceptedObservedAt().orElseThrow()
              + "), and is not taken: the next newer one will be");
    }
    Optional<String> held =
        accepted ? Optional.empty() : gate.holds(parsed, source.full(), state.acceptedRows());
    if (held.isPresent()) {
      return held(file, parsed, held.get());
    }
    return commit(source, file, parsed, accepted);
  }

  /** A whole history that is older than the one we have can say nothing about it. */
  private static boolean isOlder(Source source, Manifest file, SourceState state) {
    return source.full()
        && state.acceptedObservedAt().isPresent()
        && file.observedAt().isBefore(state.acceptedObservedAt().get());
  }

  private Outcome commit(Source source, Manifest file, ParsedFile parsed, boolean accepted)
      throws IOException {
    ConflictException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Head head = lake.head();
      PresentFacts known = lake.facts().present(source.name(), head);
      Difference difference = Difference.of(known, parsed, source.full(), file.observedAt());
      Optional<String> held = accepted ? Optional.empty() : holds(source, head, difference, known);
      if (held.isPresent()) {
        return held(file, parsed, held.get());
      }
      if (attempt == 0) {
        keepRejects(file, parsed.rejects());
        List<String> flagged = gate.flagged(difference, known);
        if (!flagged.isEmpty()) {
          log.warn("{}: {} changes much of {}", source.name(), file.importId(), flagged);
        }
      }
      if (difference.changes().isEmpty()) {
        return end(file, "unchanged", parsed.rows(), parsed.rejects().size(), Optional.empty());
      }
      NewFacts facts =
          new NewFacts(
              file.importId(),
              source.name(),
              file.observedAt(),
              file.fetchedAt(),
              difference.changes(),
              difference.counts());
      try {
        long version = lake.commit(head, facts);
        Checkpoint.reached("after-commit");
        return imported(file, parsed, version, difference.counts(), clock.instant());
      } catch (ConflictException e) {
        last = e;
        log.info("{}: {}", source.name(), e.getMessage());
        Optional<VersionInfo> done = lake.versionOf(file.importId());
        if (done.isPresent()) {
          // The same file in the same second: another importer was quicker with the same import.
          return imported(
              file, parsed, done.get().version(), done.get().counts(), done.get().committedAt());
        }
      }
    }
    throw new IOException(
        file.importId() + " met other commits " + ATTEMPTS + " times: import again later", last);
  }

  private Optional<String> holds(
      Source source, Head head, Difference difference, PresentFacts known) throws IOException {
    Optional<String> held = gate.holds(difference, known);
    return held.isPresent() ? held : Newcomers.clash(lake, head, source, difference, known);
  }

  private void keepRejects(Manifest file, List<Reject> rejects) throws IOException {
    if (!rejects.isEmpty()) {
      List<RejectedRow> rows =
          rejects.stream()
              .map(
                  r ->
                      new RejectedRow(file.fileName(), r.line(), r.column(), r.value(), r.reason()))
              .toList();
      lake.rejects().put(file.source(), file.importId(), file.fetchedAt(), rows);
    }
  }

  private Outcome imported(
      Manifest file, ParsedFile parsed, long version, Counts counts, Instant at) {
    return new Outcome(
        file.importId(),
        "imported",
        lake.lakeId(),
        version,
        parsed.rows(),
        parsed.rejects().size(),
        counts,
        Optional.empty(),
        at);
  }

  private Outcome held(Manifest file, ParsedFile parsed, String why) {
    return end(
        file,
        "held",
        parsed,
        file.fileName()
            + " is held: "
            + why
            + ". To take it all the same: importer accept "
            + file.importId());
  }

  private Outcome end(Manifest file, String word, ParsedFile parsed, String message) {
    return end(file, word, parsed.rows(), parsed.rejects().size(), Optional.of(message));
  }

  private Outcome end(
      Manifest file, String word, long rows, long rejected, Optional<String> message) {
    return new Outcome(
        file.importId(),
        word,
        lake.lakeId(),
        0,
        rows,
        rejected,
        Counts.NONE,
        message,
        clock.instant());
  }
}

package io.lambdax.importer.lake;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.fetch.FetchResult;
import io.lambdax.importer.fetch.FetchedFile;
import io.lambdax.importer.fetch.PreviousFetch;
import io.lambdax.importer.source.Source;
import io.lambdax.ops.Checkpoint;
import io.lambdax.ops.Sha256;
import io.lambdax.store.lake.Lake;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of one source: what an interrupted attempt left is brought to its end, then what is
 * new is fetched and settled, file by file. One instance is for one thread.
 */
public final class SourcePass {
  private static final Logger log = LoggerFactory.getLogger(SourcePass.class);

  private final Lake lake;
  private final Bronze bronze;
  private final Settlement settlement;
  private final Fetch fetch;
  private final Clock clock;

  /** Attempts that end in that lake. */
  public SourcePass(Lake lake, Bronze bronze, Settlement settlement, Fetch fetch, Clock clock) {
    this.lake = lake;
    this.bronze = bronze;
    this.settlement = settlement;
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * Attempts a source.
   *
   * @throws LakeReplaced if another lake was put in force meanwhile: attempt it again in that one
   * @throws IOException if the lake cannot be read or written
   */
  public SourceStatus run(Source source) throws IOException {
    Tally tally = new Tally();
    SourceState state = finishPending(source, bronze.state(source.name()), tally);
    boolean more = true;
    while (more) {
      FetchResult result = fetch.fetch(source, previous(source, state));
      if (result instanceof FetchResult.Failed failed) {
        return status(
            source,
            state,
            tally,
            "failed",
            failed.httpStatus(),
            Optional.of(
                failed.message() + tally.troubles(state).map("; also: "::concat).orElse("")));
      }
      if (result instanceof FetchResult.NotModified same) {
        tally.answered(same.httpStatus());
        more = false;
      } else {
        FetchResult.Fetched fetched = (FetchResult.Fetched) result;
        for (FetchedFile file : fetched.files()) {
          tally.answered(file.httpStatus());
          state = take(source, file, state, tally);
        }
        more = fetched.more();
      }
    }
    return conclude(source, state, tally);
  }

  /** The status of an attempt that ended in that failure. */
  public SourceStatus failed(Source source, String message) throws IOException {
    return status(
        source,
        bronze.state(source.name()),
        new Tally(),
        "failed",
        OptionalInt.empty(),
        Optional.of(message));
  }

  /**
   * Takes an import that is held, once what an interrupted attempt left is brought to its end.
   *
   * @throws IllegalArgumentException if it is not held
   */
  public SourceStatus accept(Source source, Manifest file) throws IOException {
    Tally tally = new Tally();
    SourceState before = bronze.state(source.name());
    SourceState state = finishPending(source, before, tally);
    if (state.held().contains(file.importId())) {
      SourceState pending = state.pending(file.importId());
      bronze.put(source.name(), pending);
      state = settle(source, file, bronze.bytes(file), pending, tally, true);
    } else if (!tally.took(file.importId())) {
      throw new IllegalArgumentException(notHeld(file.importId(), bronze.held()));
    }
    return conclude(source, state, tally);
  }

  /** What to say of an import that cannot be accepted. */
  public static String notHeld(String importId, List<String> held) {
    return "import "
        + importId
        + " is not held, so there is nothing to accept; "
        + (held.isEmpty() ? "none is held" : "held: " + String.join(", ", held));
  }

  private SourceState finishPending(Source source, SourceState state, Tally tally)
      throws IOException {
    if (state.pending().isEmpty()) {
      return state;
    }
    Optional<Manifest> file = bronze.manifest(state.pending().get());
    if (file.isEmpty()) {
      return state;
    }
    log.info("{}: going on with {}, which was interrupted", source.name(), state.pending().get());
    byte[] content = bronze.bytes(file.get());
    return settle(source, file.get(), content, state, tally, false);
  }

  private SourceState take(Source source, FetchedFile file, SourceState state, Tally tally)
      throws IOException {
    String sha256 = Sha256.hex(file.content());
    String parser = Fingerprint.parser(source);
    if (isKnown(state, sha256, parser)) {
      return state;
    }
    Manifest manifest = Manifest.of(source, file, sha256, parser);
    SourceState pending = state.pending(manifest.importId());
    bronze.put(source.name(), pending);
    bronze.put(manifest, file.content());
    Checkpoint.reached("after-bronze");
    return settle(source, manifest, file.content(), pending, tally, false);
  }

  private boolean isKnown(SourceState state, String sha256, String parser) {
    return state.lakeId().equals(Optional.of(lake.lakeId()))
        && state.last().isPresent()
        && state.last().get().sha256().equals(sha256)
        && state.last().get().parser().equals(parser);
  }

  /** What need not be fetched again: only if this lake has it, read as it is read now. */
  private Optional<PreviousFetch> previous(Source source, SourceState state) {
    return state
        .last()
        .filter(last -> isKnown(state, last.sha256(), Fingerprint.parser(source)))
        .map(last -> new PreviousFetch(last.name(), last.validators()));
  }

  private SourceState settle(
      Source now, Manifest file, byte[] content, SourceState state, Tally tally, boolean accepted)
      throws IOException {
    Source source = file.source(Optional.of(now)).orElse(now);
    Outcome outcome = settlement.settle(source, file, content, state, accepted);
    if (!lake.inForce()) {
      // A rebuild looks at bronze once more after it has replaced the lake, so it has all that
      // ended before; this one may have come later.
      throw new LakeReplaced(lake.lakeId(), file.importId());
    }
    bronze.put(outcome);
    SourceState after = state.settled(source, file, outcome, clock.instant());
    bronze.put(source.name(), after);
    tally.add(outcome);
    report(source, file, outcome);
    return after;
  }

  private static void report(Source source, Manifest file, Outcome outcome) {
    outcome.message().ifPresent(m -> log.warn("{}: {}: {}", source.name(), outcome.word(), m));
    if (!outcome.accepted()) {
      log.warn(
          "{}: nothing of {} is taken: {} bytes, kept as {}",
          source.name(),
          file.fileName(),
          file.bytes(),
          file.importId());
      return;
    }
    log.info(
        "{}: {} {}: {} rows, {} added, {} revised, {} withdrawn, {} rejected{}",
        source.name(),
        file.fileName(),
        outcome.word(),
        outcome.rows(),
        outcome.counts().added(),
        outcome.counts().revised(),
        outcome.counts().withdrawn(),
        outcome.rejected(),
        outcome.version() > 0 ? ", version " + outcome.version() : "");
  }

  private SourceStatus conclude(Source source, SourceState state, Tally tally) throws IOException {
    String last = state.outcome().orElse("unchanged");
    boolean good = last.equals("imported") || last.equals("unchanged");
    SourceState after = good && !tally.settled() ? state.seen(clock.instant()) : state;
    if (!after.equals(state)) {
      bronze.put(source.name(), after);
      log.info("{}: unchanged, 0 facts", source.name());
    }
    if (!good) {
      return status(source, after, tally, last, tally.httpStatus(), state.message());
    }
    Optional<String> troubles = tally.troubles(after);
    String word =
        troubles.isPresent() ? tally.worst(after) : tally.imported() ? "imported" : "unchanged";
    return status(source, after, tally, word, tally.httpStatus(), troubles.or(state::message));
  }

  private SourceStatus status(
      Source source,
      SourceState state,
      Tally tally,
      String word,
      OptionalInt httpStatus,
      Optional<String> message) {
    return new SourceStatus(
        source.name(),
        clock.instant(),
        word,
        httpStatus,
        tally.settled() ? tally.rows() : state.acceptedRows(),
        tally.rejected(),
        state.heldImportId(),
        message,
        state.lastSuccessAt(),
        state.lastChangeAt(),
        source.interval());
  }
}

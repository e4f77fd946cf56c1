package io.lambdax.store.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last attempt of a source.
 *
 * @param source its name
 * @param attemptedAt when it was last asked
 * @param outcome imported, unchanged, held, refused, older or failed
 * @param httpStatus what its server answered, if one did
 * @param rows rows read
 * @param rejected rows refused
 * @param heldImportId the import that waits for someone to accept it
 * @param message what went wrong
 * @param lastSuccessAt when it last answered with something usable
 * @param lastChangeAt when it last brought new facts
 * @param interval how often it is asked
 */
public record SourceStatus(
    String source,
    Instant attemptedAt,
    String outcome,
    OptionalInt httpStatus,
    long rows,
    long rejected,
    Optional<String> heldImportId,
    Optional<String> message,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastChangeAt,
    Duration interval) {

  /** Tells whether it has gone without a success for more than twice its interval. */
  public boolean isStale(Instant now) {
    return lastSuccessAt
        .map(success -> success.plus(interval.multipliedBy(2)).isBefore(now))
        .orElse(true);
  }
}

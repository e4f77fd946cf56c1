package io.lambdax.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the latest attempt of one source went.
 *
 * @param outcome {@code imported}, {@code unchanged}, {@code held}, {@code refused}, {@code older}
 *     (published before what was accepted last) or {@code failed}
 * @param httpStatus what its server answered, if one did
 * @param rows read from the latest file, without its header
 * @param rejected rows of those that were refused
 * @param heldImportId what {@code importer accept} would take, while a file is held
 * @param message what went wrong and what to do, if something did
 * @param lastSuccessAt the last attempt that was imported or unchanged
 * @param lastChangeAt the last attempt that added facts
 * @param interval how often the source is attempted; whole seconds
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
  private static final Set<String> OUTCOMES =
      Set.of("imported", "unchanged", "held", "refused", "older", "failed");

  /** Refuses an outcome that is none of the six words. */
  public SourceStatus {
    if (!OUTCOMES.contains(outcome)) {
      throw new IllegalArgumentException(
          "outcome '" + outcome + "' of source " + source + " must be one of " + OUTCOMES);
    }
  }

  /** What {@code outcome} can be, in alphabetical order. */
  public static List<String> outcomes() {
    return OUTCOMES.stream().sorted().toList();
  }

  /** Tells whether it has gone without a success for more than twice its interval. */
  public boolean isStale(Instant now) {
    return lastSuccessAt
        .map(success -> success.plus(interval.multipliedBy(2)).isBefore(now))
        .orElse(true);
  }
}

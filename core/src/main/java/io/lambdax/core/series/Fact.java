package io.lambdax.core.series;

import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * An immutable statement: the series had that value on that day.
 *
 * @param value finite; empty says that an earlier value was withdrawn
 * @param version the commit that added the fact, from 1
 * @param observedAt when the statement was published, UTC
 * @param fetchedAt when it was fetched, UTC
 */
public record Fact(
    SeriesId series,
    LocalDate date,
    OptionalDouble value,
    long version,
    Instant observedAt,
    Instant fetchedAt,
    String source,
    String importId) {
  /** Refuses a version below 1 and a value that is not finite. */
  public Fact {
    if (version < 1) {
      throw new IllegalArgumentException(
          "version " + version + " of a fact: versions count from 1");
    }
    if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException(
          "value " + value.getAsDouble() + " of " + series + " on " + date + " is not finite");
    }
  }
}

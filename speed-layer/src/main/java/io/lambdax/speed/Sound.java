package io.lambdax.speed;

import io.lambdax.core.series.Fact;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Refuses what decodes and yet cannot be: one record that the tables cannot hold would otherwise
 * stop all that come after it.
 */
final class Sound {

  /** Days before and after which no market or epidemic was or will be watched. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1800, 1, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

  // What the view's columns hold.
  private static final int LONGEST_LAKE = 64;
  private static final int LONGEST_SOURCE = 128;

  private Sound() {}

  /**
   * Refuses a fact.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static void require(FactRecord read) {
    Fact fact = read.fact();
    lake(read.lakeId());
    if (fact.date().isBefore(FIRST_DAY) || fact.date().isAfter(LAST_DAY)) {
      throw new IllegalArgumentException(
          "date %s of %s: expected %s to %s"
              .formatted(fact.date(), fact.series(), FIRST_DAY, LAST_DAY));
    }
    if (fact.observedAt().isBefore(midnight(FIRST_DAY))
        || fact.observedAt().isAfter(midnight(LAST_DAY))) {
      throw new IllegalArgumentException(
          "observed at %s, a fact of %s: expected %s to %s"
              .formatted(fact.observedAt(), fact.series(), FIRST_DAY, LAST_DAY));
    }
    if (fact.source().length() > LONGEST_SOURCE) {
      throw new IllegalArgumentException(
          "source '%s': expected at most %d characters".formatted(fact.source(), LONGEST_SOURCE));
    }
  }

  /**
   * Refuses a signal.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static void require(ImportSignal signal) {
    lake(signal.lakeId());
  }

  private static void lake(String id) {
    if (id.isEmpty()
        || id.length() > LONGEST_LAKE
        || !StandardCharsets.US_ASCII.newEncoder().canEncode(id)) {
      throw new IllegalArgumentException(
          "lakeId '%s': expected 1 to %d ASCII characters".formatted(id, LONGEST_LAKE));
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

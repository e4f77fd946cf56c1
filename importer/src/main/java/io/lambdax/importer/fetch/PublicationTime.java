package io.lambdax.importer.fetch;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a file was published, as far as its publisher can be believed: what he says is to come would
 * make every file that he publishes until then an older one.
 */
final class PublicationTime {
  private static final Logger log = LoggerFactory.getLogger(PublicationTime.class);

  /** Clocks differ by so much without anybody being wrong. */
  private static final Duration USUAL = Duration.ofMinutes(5);

  private PublicationTime() {}

  /** The time that was told, or that of the fetch if that is earlier. */
  static Instant of(String file, Instant told, Instant fetchedAt) {
    if (!told.isAfter(fetchedAt)) {
      return told;
    }
    if (told.isAfter(fetchedAt.plus(USUAL))) {
      log.warn(
          "{} says that it was published at {}, which is to come: taken as published now, {}. Look"
              + " at the publisher's clock, or at this machine's",
          file,
          told,
          fetchedAt);
    }
    return fetchedAt;
  }
}

package io.lambdax.serving.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the facts were known that an answer is to be made from: exactly one of these is there.
 *
 * @param text as the client wrote it
 * @param version the facts up to this one, inclusive
 * @param before the facts that were published before then
 */
public record AsOf(String text, OptionalLong version, Optional<Instant> before) {

  /** Refuses both and neither. */
  public AsOf {
    if (version.isPresent() == before.isPresent()) {
      throw new IllegalArgumentException("give either a version or a time");
    }
  }

  /** As of a version. */
  public static AsOf version(String text) {
    return new AsOf(text, OptionalLong.of(Long.parseLong(text)), Optional.empty());
  }

  /** As of what was published before then. */
  public static AsOf before(String text, Instant instant) {
    return new AsOf(text, OptionalLong.empty(), Optional.of(instant));
  }
}

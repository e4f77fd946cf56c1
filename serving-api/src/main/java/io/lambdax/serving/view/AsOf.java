package io.lambdax.serving.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * When the facts were known that an answer is to be made from: exactly one of these is there.
 *
 * @param text as the client wrote it
 * @param version the facts up to this one, inclusive
 * @param before the facts up to the last version that was published before then
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

  /** As of the last version that was published before then. */
  public static AsOf before(String text, Instant instant) {
    return new AsOf(text, OptionalLong.empty(), Optional.of(instant));
  }

  /** The version, given when each was published; empty if nothing was by then. */
  OptionalLong among(SortedMap<Long, Instant> published) {
    return before
        .map(
            instant ->
                published.entrySet().stream()
                    .filter(version -> version.getValue().isBefore(instant))
                    .mapToLong(version -> version.getKey())
                    .max())
        .orElse(version);
  }
}

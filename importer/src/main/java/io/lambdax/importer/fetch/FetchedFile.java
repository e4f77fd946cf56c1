package io.lambdax.importer.fetch;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One file as it was found.
 *
 * @param name the last part of its address
 * @param content uncompressed
 * @param observedAt when it was published: Last-Modified, else the date in its name, else the
 *     fetch; never later than the fetch
 * @param validators {@code etag}, {@code last-modified}, {@code sha256} (of the content), as far as
 *     known
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody: it is large
public record FetchedFile(
    String name,
    byte[] content,
    Instant observedAt,
    Instant fetchedAt,
    OptionalInt httpStatus,
    Map<String, String> validators) {
  /** Copies the map. */
  public FetchedFile {
    validators = Map.copyOf(validators);
  }
}

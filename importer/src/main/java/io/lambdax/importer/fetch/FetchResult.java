package io.lambdax.importer.fetch;

import java.util.List;
import java.util.OptionalInt;

/** How a fetch ended. */
public sealed interface FetchResult {
  /**
   * There is something to import.
   *
   * @param files in order of publication, at least one
   * @param more whether a long series goes on: import these, then fetch again
   */
  record Fetched(List<FetchedFile> files, boolean more) implements FetchResult {
    /** Copies. */
    public Fetched {
      files = List.copyOf(files);
    }
  }

  /** The source has what it had. */
  record NotModified(OptionalInt httpStatus) implements FetchResult {}

  /** The source could not be read; the message names it and says what to do. */
  record Failed(String message, OptionalInt httpStatus) implements FetchResult {}
}

package io.lambdax.importer.fetch;

import java.util.Map;

/**
 * The newest file of a source whose import came to an end (imported, unchanged, held or refused).
 *
 * @param fileName {@link FetchedFile#name}
 * @param validators {@link FetchedFile#validators}
 */
public record PreviousFetch(String fileName, Map<String, String> validators) {
  /** Copies. */
  public PreviousFetch {
    validators = Map.copyOf(validators);
  }
}

package io.lambdax.importer.format;

import java.util.List;

/**
 * What a file states.
 *
 * @param observations at most one a series and day
 * @param rows lines after the header
 * @param endsInCompleteLine false if the last line is cut off, as far as that can be seen
 */
public record ParsedFile(
    List<Observation> observations, List<Reject> rejects, long rows, boolean endsInCompleteLine) {
  /** Keeps copies. */
  public ParsedFile {
    observations = List.copyOf(observations);
    rejects = List.copyOf(rejects);
  }
}

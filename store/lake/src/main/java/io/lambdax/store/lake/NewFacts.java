package io.lambdax.store.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The facts one import would add, before they have a version.
 *
 * @param observedAt when the source published them, UTC
 * @param changes at least one, each (series, date) once; kept by series and date
 */
public record NewFacts(
    String importId,
    String source,
    Instant observedAt,
    Instant fetchedAt,
    List<Change> changes,
    Counts counts) {
  /** Refuses an import without facts: it takes no version. */
  public NewFacts {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("import " + importId + " has no facts to commit");
    }
    changes = changes.stream().sorted(Change.order()).toList();
  }

  LocalDate firstDate() {
    return changes.stream().map(Change::date).min(LocalDate::compareTo).orElseThrow();
  }

  LocalDate lastDate() {
    return changes.stream().map(Change::date).max(LocalDate::compareTo).orElseThrow();
  }
}

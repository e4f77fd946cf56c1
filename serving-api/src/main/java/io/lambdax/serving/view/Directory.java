package io.lambdax.serving.view;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Nearest;
import io.lambdax.store.view.SeriesEntry;
import java.util.List;

/**
 * The series of one view, by name.
 *
 * @param entries in the order of their names
 */
public record Directory(List<SeriesEntry> entries) {
  private static final int SUGGESTIONS = 3;

  public Directory {
    entries = List.copyOf(entries);
  }

  /** The series of the same kind whose names are nearest, best first. */
  public List<String> near(SeriesId wrong) {
    return Nearest.to(wrong.toString(), names(wrong.kind()), SUGGESTIONS);
  }

  private List<String> names(Kind kind) {
    return entries.stream()
        .map(SeriesEntry::id)
        .filter(id -> id.kind() == kind)
        .map(SeriesId::toString)
        .toList();
  }
}

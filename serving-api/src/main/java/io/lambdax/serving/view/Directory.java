package io.lambdax.serving.view;

import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Nearest;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.SeriesEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Series, by name.
 *
 * @param entries in the order of their names
 */
public record Directory(List<SeriesEntry> entries) {
  private static final int SUGGESTIONS = 3;

  public Directory {
    entries = List.copyOf(entries);
  }

  /** These series with those of the realtime view laid over them. */
  Directory under(Map<SeriesId, RealtimeEntry> newer) {
    if (newer.isEmpty()) {
      return this;
    }
    SortedMap<SeriesId, SeriesEntry> merged = new TreeMap<>();
    entries.forEach(entry -> merged.put(entry.id(), entry));
    newer.forEach(
        (id, entry) ->
            entry.entry().ifPresentOrElse(there -> merged.put(id, there), () -> merged.remove(id)));
    return new Directory(List.copyOf(merged.values()));
  }

  /**
   * The series of the same kind that is probably meant, best first; of equally near ones, those of
   * the same measure.
   */
  public List<String> near(SeriesId wrong) {
    List<String> names = names(wrong);
    return Stream.concat(
            Names.meant(wrong).map(SeriesId::toString).filter(names::contains).stream(),
            Nearest.to(wrong.toString(), names, SUGGESTIONS).stream())
        .distinct()
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Whether there is such a series. */
  boolean has(SeriesId id) {
    return entries.stream().anyMatch(entry -> entry.id().equals(id));
  }

  private List<String> names(SeriesId like) {
    return entries.stream()
        .map(SeriesEntry::id)
        .filter(id -> id.kind() == like.kind())
        .sorted(Comparator.comparing(id -> !id.measure().equals(like.measure())))
        .map(SeriesId::toString)
        .toList();
  }
}

package io.lambdax.serving.view;

import io.lambdax.core.series.SeriesId;
import io.lambdax.ops.Sha256;
import io.lambdax.serving.request.Nearest;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.SeriesEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Series, by name. Immutable. */
public final class Directory {
  private static final int SUGGESTIONS = 3;

  private final List<SeriesEntry> entries;
  private final Set<SeriesId> ids;
  private final String stamp;

  /** These series, in whatever order. */
  public Directory(List<SeriesEntry> series) {
    this.entries = series.stream().sorted(Comparator.comparing(SeriesEntry::id)).toList();
    this.ids = entries.stream().map(SeriesEntry::id).collect(Collectors.toUnmodifiableSet());
    this.stamp =
        Sha256.hex(entries.stream().map(SeriesEntry::toString).collect(Collectors.joining("\n")));
  }

  /** The series, in the order of their names. */
  public List<SeriesEntry> entries() {
    return entries;
  }

  /** Names the list, in letters and digits: another text whenever an entry is another. */
  public String stamp() {
    return stamp;
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
  public boolean has(SeriesId id) {
    return ids.contains(id);
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

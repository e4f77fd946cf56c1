package io.lambdax.serving.view;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.ops.Sha256;
import io.lambdax.serving.request.Nearest;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.SeriesEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Series, by name. Immutable. */
public final class Directory {
  private static final int SUGGESTIONS = 3;

  /** A measure that is as near to one as to another. */
  private static final String ANY = "x";

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

  /** The series of the same kind that are probably meant, best first. */
  public List<String> near(SeriesId wrong) {
    return near(wrong, entries.stream().map(SeriesEntry::id).filter(is(wrong.kind())));
  }

  /** The series of either kind that are probably meant, best first. */
  List<String> nearOfAnyKind(SeriesId wrong) {
    return near(wrong, entries.stream().map(SeriesEntry::id));
  }

  private static List<String> near(SeriesId wrong, Stream<SeriesId> ids) {
    return Likeness.of(wrong, ids)
        .limit(SUGGESTIONS)
        .map(likeness -> likeness.id().toString())
        .toList();
  }

  /** The entities of a kind that are probably meant, best first, itself if it is there. */
  public List<String> entitiesNear(Kind kind, Optional<String> wrong) {
    return wrong.stream()
        .map(entity -> new SeriesId(kind, entity, ANY))
        .flatMap(like -> Likeness.of(like, entries.stream().map(SeriesEntry::id).filter(is(kind))))
        .map(likeness -> likeness.id().entity())
        .distinct()
        .limit(SUGGESTIONS)
        .toList();
  }

  /** The measures of a kind that are probably meant, best first, itself if it is there. */
  public List<String> measuresNear(Kind kind, Optional<String> wrong) {
    Set<String> measures =
        entries.stream()
            .map(SeriesEntry::id)
            .filter(is(kind))
            .map(SeriesId::measure)
            .collect(Collectors.toCollection(TreeSet::new));
    return wrong.map(measure -> Nearest.to(measure, measures, SUGGESTIONS)).orElse(List.of());
  }

  /** Whether there is such a series. */
  public boolean has(SeriesId id) {
    return ids.contains(id);
  }

  private static Predicate<SeriesId> is(Kind kind) {
    return id -> id.kind() == kind;
  }
}

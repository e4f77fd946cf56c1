package io.lambdax.importer.source;

import io.lambdax.core.series.SeriesId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which source a series comes from: one series has one source. Built over the sources that are
 * declared now; a series of a source that is no longer declared may be taken over.
 */
public final class SeriesClaims {
  private final Map<SeriesId, String> owners = new HashMap<>();

  /** Starts from what is known, for example from the newest facts of the lake. */
  public SeriesClaims(Map<SeriesId, String> owners) {
    this.owners.putAll(owners);
  }

  /**
   * What is wrong with a source holding these series, or nothing; then they are its own from here
   * on. Not safe for threads at once.
   */
  public Optional<String> claim(String source, Collection<SeriesId> series) {
    TreeSet<SeriesId> taken = new TreeSet<>();
    for (SeriesId id : series) {
      if (!owners.getOrDefault(id, source).equals(source)) {
        taken.add(id);
      }
    }
    if (taken.isEmpty()) {
      series.forEach(id -> owners.put(id, source));
      return Optional.empty();
    }
    return Optional.of(
        clash(owners.get(taken.first()), source, taken.first().toString(), taken.size()));
  }

  /**
   * Refuses declarations of which two hold one series for certain, and equal names.
   *
   * @throws BadDeclaration naming both sources and the series
   */
  static void requireDistinct(List<Source> sources) {
    for (int i = 0; i < sources.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireDistinct(sources.get(j), sources.get(i));
      }
    }
  }

  private static void requireDistinct(Source a, Source b) {
    if (a.name().equals(b.name())) {
      throw new BadDeclaration("two sources are called '" + a.name() + "': rename one");
    }
    for (Claim x : a.layout().claims()) {
      for (Claim y : b.layout().claims()) {
        if (x.overlaps(y)) {
          throw new BadDeclaration(
              clash(a.name(), b.name(), (x.entity().isPresent() ? x : y).toString(), 1));
        }
      }
    }
  }

  private static String clash(String owner, String other, String series, int count) {
    return "series "
        + series
        + (count > 1 ? " and " + (count - 1) + " more come" : " comes")
        + " from source '"
        + owner
        + "' and source '"
        + other
        + "' claims it too: give one of them a suffix, for example suffix = \""
        + other
        + "\"";
  }
}

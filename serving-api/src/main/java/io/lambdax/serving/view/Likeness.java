package io.lambdax.serving.view;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Nearest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How likely it is that one series is meant where another, which there is not, is named: part by
 * part, letter case aside. Less comes first.
 *
 * @param kind 1 if it is of the other kind
 * @param entity twice the mistaken letters; 0 also for another name of the country, and 1 for the
 *     beginning of one
 * @param measure the mistaken letters, and 1 for another suffix
 */
record Likeness(SeriesId id, int kind, int entity, int measure) implements Comparable<Likeness> {
  /** More mistaken letters than that are another word, be it long or short. */
  private static final int ANOTHER_WORD = 2;

  private static final int ANOTHER_KIND = 5;
  private static final int BEGINNING = 3;

  private static final Comparator<Likeness> ORDER =
      Comparator.comparingInt(Likeness::all)
          .thenComparingInt(Likeness::kind)
          .thenComparingInt(Likeness::entity)
          .thenComparingInt(Likeness::measure)
          .thenComparing(Likeness::id);

  /** How like each of them is, best first. */
  static Stream<Likeness> of(SeriesId wrong, Stream<SeriesId> ids) {
    Optional<String> country = Names.country(wrong.entity());
    return ids.map(id -> of(wrong, country, id)).filter(Likeness::isPossible).sorted();
  }

  private static Likeness of(SeriesId wrong, Optional<String> country, SeriesId id) {
    return new Likeness(
        id,
        wrong.kind() == id.kind() ? 0 : 1,
        entity(wrong.entity(), country, id),
        Nearest.edits(wrong.measure(), id.measure())
            + (wrong.suffix().equals(id.suffix()) ? 0 : 1));
  }

  private static int entity(String wrong, Optional<String> country, SeriesId id) {
    boolean called = id.kind() == Kind.HEALTH && country.filter(id.entity()::equals).isPresent();
    if (called || wrong.equalsIgnoreCase(id.entity())) {
      return 0;
    }
    String name = Names.of(id);
    if (wrong.length() >= BEGINNING
        && name.toLowerCase(Locale.ROOT).startsWith(wrong.toLowerCase(Locale.ROOT))) {
      return 1;
    }
    return 2 * Math.min(Nearest.edits(wrong, id.entity()), Nearest.edits(wrong, name));
  }

  /** Who mistakes the kind too does not mistake whom the series is about. */
  private boolean isPossible() {
    return kind == 0 || entity == 0;
  }

  private int all() {
    return kind * ANOTHER_KIND + entity + Math.min(measure, ANOTHER_WORD);
  }

  @Override
  public int compareTo(Likeness other) {
    return ORDER.compare(this, other);
  }
}

package io.lambdax.serving.answer;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.MeantSeries;
import io.lambdax.serving.request.Nearest;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Directory;
import io.lambdax.store.view.SeriesEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Several series of one side of a question: a list of names with commas between them, where the
 * entity {@code *} stands for every one there is, as in {@code health:*:cases}.
 *
 * @param parameter what the client called it
 * @param names in order, each once: the same for the same list however it was written
 */
record Chosen(String parameter, Kind kind, List<String> names) {
  private static final String EVERY = ":*:";

  private static final int FEW = 3;

  /** Stands for every entity while a name is read; any that can be one does. */
  private static final String SOME = ":x:";

  /** The form of such a parameter. */
  static Form<Chosen> form(String parameter, Kind kind) {
    String one = kind == Kind.MARKET ? "market:DAX:close" : "health:DEU:cases";
    String every = kind == Kind.MARKET ? "market:*:close" : "health:*:cases";
    String series = SeriesId.regex(kind, "(?:\\*|" + TopFilter.ENTITY + ")");
    return new Form<>(
        Schema.matching(series + "(?:," + series + ")*"),
        "%s series with commas between them, for example %s, or %s for all that there are"
            .formatted(kind.word(), one, every),
        every,
        text -> read(parameter, kind, text),
        Chosen::meant);
  }

  private static Optional<String> meant(String text) {
    return Optional.of(
        Arrays.stream(text.split(",", -1))
            .map(name -> MeantSeries.of(name).orElse(name))
            .collect(Collectors.joining(",")));
  }

  private static Optional<Chosen> read(String parameter, Kind kind, String text) {
    SortedSet<String> names = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      try {
        if (SeriesId.parse(part.replace(EVERY, SOME)).kind() != kind) {
          return Optional.empty();
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // what is expected says more than why it is not that
      }
      names.add(part);
    }
    return Optional.of(new Chosen(parameter, kind, List.copyOf(names)));
  }

  /**
   * The series that are meant, whether those that are named are there or not.
   *
   * @throws ProblemException if one that stands for all that there are stands for none
   */
  SortedSet<SeriesId> series(Directory directory) {
    SortedSet<SeriesId> ids = new TreeSet<>();
    for (String name : names) {
      if (name.contains(EVERY)) {
        ids.addAll(every(directory, name));
      } else {
        ids.add(SeriesId.parse(name));
      }
    }
    return ids;
  }

  private List<SeriesId> every(Directory directory, String name) {
    SeriesId like = SeriesId.parse(name.replace(EVERY, SOME));
    List<SeriesId> found =
        directory.entries().stream()
            .map(SeriesEntry::id)
            .filter(id -> id.kind() == like.kind())
            .filter(id -> id.measure().equals(like.measure()))
            .filter(id -> id.suffix().equals(like.suffix()))
            .toList();
    if (found.isEmpty()) {
      throw new ProblemException(
          Problem.unknownSeries(
              parameter,
              name,
              "a measure that series at /api/v1/series?kind=%s have%s"
                  .formatted(kind.word(), suchAs(directory, name))));
    }
    return found;
  }

  private String suchAs(Directory directory, String name) {
    List<String> there =
        directory.entries().stream()
            .map(SeriesEntry::id)
            .filter(id -> id.kind() == kind)
            .map(id -> id.toString().replace(":" + id.entity() + ":", EVERY))
            .distinct()
            .toList();
    return there.isEmpty() ? "" : ", such as " + String.join(", ", Nearest.to(name, there, FEW));
  }
}

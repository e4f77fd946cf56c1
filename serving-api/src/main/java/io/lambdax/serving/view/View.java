package io.lambdax.serving.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Both views at one moment, with the rows that an answer is made from.
 *
 * @param moment which moment it is
 * @param values of the series that were asked for and are there, all as of that moment
 * @param rows where other rows are
 */
public record View(Moment moment, Map<SeriesId, Series> values, ViewRows rows) {
  /** Who asks for one series may mean a market or a country; the sides of a pair are told apart. */
  private static final String OF_ANY_KIND = "id";

  public View {
    values = Map.copyOf(values);
  }

  /** All series. */
  public Directory directory() {
    return moment.directory();
  }

  /**
   * The values of a series that was asked for.
   *
   * @param parameter what the client called it, for the problem
   * @throws ProblemException if there is no such series, or none of its values was known then
   */
  public Series values(String parameter, SeriesId id) {
    return Optional.ofNullable(values.get(id)).orElseThrow(() -> unknown(parameter, id));
  }

  /** The problem of a series that is not there, or was not yet. */
  ProblemException unknown(String parameter, SeriesId id) {
    String name = id.toString();
    return new ProblemException(
        directory().has(id)
            ? Problem.notKnownThen(parameter, name)
            : Problem.unknownSeries(parameter, name, expected(parameter, id)));
  }

  private String expected(String parameter, SeriesId id) {
    List<String> near =
        OF_ANY_KIND.equals(parameter) ? directory().nearOfAnyKind(id) : directory().near(id);
    return near.isEmpty()
        ? "a series of view " + moment.batch().id() + ", which has none of that kind"
        : "one of those at /api/v1/series, such as " + String.join(", ", near);
  }

  /**
   * The same with the values that those series had then.
   *
   * @param parameter what the client called the time, for the problem
   * @throws ProblemException if nothing was known by then or that version is not there, or what was
   *     known only the next batch tells
   */
  public Then asOf(String parameter, AsOf asOf, Set<SeriesId> ids) {
    return Then.of(parameter, asOf, this, ids);
  }

  /**
   * All that was said of the days of a series that changed after they were first published, by day
   * and version.
   *
   * @param parameter what the client called the series, for the problem
   * @throws ProblemException if there is no such series
   */
  public List<Statement> revised(String parameter, SeriesId id) {
    return read(handle -> Statement.ofRevisedDays(handle, this, parameter, id));
  }

  /** The first pairs of a family, as of the moment or later. */
  public TopPairs top(Families.Wanted wanted) {
    return rows.families().top(this, wanted);
  }

  /** Other rows, in one snapshot, which may be later than the moment. */
  public <T> T read(Function<Handle, T> reader) {
    return rows.read(moment.batch(), reader);
  }
}

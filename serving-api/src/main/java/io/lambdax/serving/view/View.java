package io.lambdax.serving.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @throws ProblemException if there is no such series
   */
  public Series values(String parameter, SeriesId id) {
    return Optional.ofNullable(values.get(id))
        .orElseThrow(
            () -> {
              List<String> near = directory().near(id);
              String expected =
                  near.isEmpty()
                      ? "a series of view " + moment.batch().id() + ", which has none of that kind"
                      : "one of those at /api/v1/series, such as " + String.join(", ", near);
              return new ProblemException(
                  Problem.unknownSeries(parameter, id.toString(), expected));
            });
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

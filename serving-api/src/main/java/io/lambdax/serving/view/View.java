package io.lambdax.serving.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.store.view.BatchView;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One view with its rows: all that an answer is made from.
 *
 * @param batch which view it is
 * @param rows where its rows are
 */
public record View(BatchView batch, ViewRows rows) {
  /** All series. */
  public Directory directory() {
    return rows.directory(batch);
  }

  /**
   * The values of a series.
   *
   * @param parameter what the client called it, for the problem
   * @throws ProblemException if the view does not have it
   */
  public Series values(String parameter, SeriesId id) {
    return rows.values(batch, id)
        .orElseThrow(
            () -> {
              List<String> near = directory().near(id);
              String expected =
                  near.isEmpty()
                      ? "a series of view " + batch.id() + ", which has none of that kind"
                      : "one of those at /api/v1/series, such as " + String.join(", ", near);
              return new ProblemException(
                  Problem.unknownSeries(parameter, id.toString(), expected));
            });
  }

  /** Other rows, in one snapshot. */
  public <T> T read(Function<Handle, T> reader) {
    return rows.read(batch, reader);
  }
}

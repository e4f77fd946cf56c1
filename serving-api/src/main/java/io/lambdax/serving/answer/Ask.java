package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.View;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that is asked of the views, with every default spelled out. Its {@link
 * Object#toString()} is its normal form: the same for the same ask however it was written,
 * different for any other ask.
 */
public interface Ask {
  /**
   * The series whose values the answer is made from at a moment, whether they are there or not;
   * none for a list.
   *
   * @throws ProblemException if they are none or too many
   */
  Set<SeriesId> series(Moment moment);

  /**
   * Names all rows of a moment that the answer depends on: another text whenever they are others.
   */
  default String dependsOn(Moment moment) {
    return series(moment).stream()
        .sorted()
        .map(moment::stamp)
        .collect(Collectors.joining("\n", moment.batch().token() + "\n", ""));
  }

  /** How fresh the answer is at a moment. */
  default Freshness freshness(Moment moment) {
    return Freshness.ofSeries(moment, series(moment));
  }

  /** Computes the answer, an object with members; the same rows give the same bytes. */
  ObjectNode answer(View view);

  /** Where the rows of a table are in the answer. */
  Table table();
}

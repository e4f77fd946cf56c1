package io.lambdax.serving.request;

import io.lambdax.core.question.Range;
import io.lambdax.serving.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The parameters that say from which day to which, both inclusive, either open. */
public final class FromTo {
  private static final Parameter<LocalDate> FROM =
      Parameter.of("from", Form.date("2020-03-01"), "The first day, inclusive; all if left out.");
  private static final Parameter<LocalDate> TO =
      Parameter.of("to", Form.date("2020-12-31"), "The last day, inclusive; all if left out.");

  /** Both of them. */
  public static final List<Parameter<?>> PARAMETERS = List.of(FROM, TO);

  private FromTo() {}

  /**
   * Reads them.
   *
   * @throws ProblemException also if the first day is after the last
   */
  public static Range range(Parameters given) {
    Optional<LocalDate> from = FROM.find(given);
    Optional<LocalDate> to = TO.find(given);
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw given.bad("from", "a day up to " + to.get() + ", which is 'to'");
    }
    return Range.between(from, to);
  }
}

package io.lambdax.serving.answer;

import io.lambdax.core.question.Question;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import java.util.List;

/**
 * Lags from one to another, both inclusive, as {@code minLag} and {@code maxLag} bound them.
 *
 * @param min at most max
 */
record Lags(int min, int max) {
  private static final int USUAL = 60;

  /** One lag. */
  static final Parameter<Integer> LAG =
      Parameter.of(
              "lag",
              form(14),
              "Pairs x on a day with y so many days before: positive means that health leads.")
          .or(0);

  private static final Parameter<Integer> MIN =
      Parameter.of("minLag", form(-30), "The first lag.").or(-USUAL);
  private static final Parameter<Integer> MAX =
      Parameter.of("maxLag", form(30), "The last lag, inclusive.").or(USUAL);

  /** Those of a range of lags. */
  static final List<Parameter<?>> PARAMETERS = List.of(MIN, MAX);

  /** The same where they stand beside a lag: only a best one has bounds, so nothing is standard. */
  static final List<Parameter<?>> OF_BEST =
      List.of(
          Parameter.of("minLag", form(-30), "With lag=best: the first lag, else " + -USUAL + "."),
          Parameter.of("maxLag", form(30), "With lag=best: the last lag, else " + USUAL + "."));

  static Lags of(Parameters parameters) {
    int min = MIN.in(parameters);
    int max = MAX.in(parameters);
    if (min > max) {
      throw parameters.bad(
          parameters.has(MIN.name()) ? MIN.name() : MAX.name(),
          "minLag up to maxLag (which are " + min + " and " + max + ")");
    }
    return new Lags(min, max);
  }

  private static Form<Integer> form(int example) {
    return Form.integer(-Question.MAX_LAG, Question.MAX_LAG, example);
  }

  /** How many they are. */
  int count() {
    return max - min + 1;
  }
}

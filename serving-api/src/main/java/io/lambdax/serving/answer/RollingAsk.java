package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.correlation.Pearson;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Rolling;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /correlation/rolling}: r of one pair at one lag in windows of equally many calendar days,
 * each just as {@code /correlation} answers it from the window's first to its last day.
 *
 * @param days length of a window
 * @param step days from one window to the next
 */
record RollingAsk(Pair pair, int lag, Method method, int days, int step) implements Ask {
  /** Windows times days: what such an answer costs grows with it. */
  static final long MOST_DAYS = 2_000_000;

  private static final Parameter<Integer> DAYS =
      Parameter.of(
              "days",
              Form.integer(Pearson.LEAST, Pair.LONGEST_WINDOW, 60),
              "The length of each window in calendar days.")
          .or(90);
  private static final Parameter<Integer> STEP =
      Parameter.of(
              "step",
              Form.integer(1, Pair.LONGEST_WINDOW, 7),
              "Calendar days from the end of one window to that of the next.")
          .or(1);

  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(
              Pair.PARAMETERS.stream(), Stream.of(Lags.LAG, CorrelationAsk.METHOD, DAYS, STEP))
          .toList();

  static RollingAsk of(Parameters parameters) {
    return new RollingAsk(
        Pair.of(parameters),
        Lags.LAG.in(parameters),
        CorrelationAsk.METHOD.in(parameters),
        DAYS.in(parameters),
        STEP.in(parameters));
  }

  private static final Table TABLE =
      Table.of("rolling", "from to n r reason nEff p ci95Low=/ci95/0 ci95High=/ci95/1 pIid");

  @Override
  public Set<SeriesId> series(Moment moment) {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Rolling rolling = rolling(pair.pairing(view));
    ObjectNode json = pair.json().put("lag", lag).put("method", method.word());
    Json.range(json, pair.range());
    json.put("days", days).put("step", step);
    ArrayNode windows = json.putArray("rolling");
    rolling.windows(method).forEach(window -> fill(windows.addObject(), window));
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members window =
        new Members()
            .with("from", Schema.day(), "The first day of the window.")
            .with("to", Schema.day(), "Its last day, inclusive.")
            .and(Shapes.answer());
    return Pair.members()
        .with("lag", Shapes.lag(), "As asked.")
        .with("method", Shapes.method(), "As asked.")
        .and(Shapes.range())
        .with("days", Schema.integer(1), "As asked.")
        .with("step", Schema.integer(1), "As asked.")
        .with("rolling", Schema.array(window.schema()), "Every whole window, in order.")
        .and(Shapes.freshness())
        .schema();
  }

  private static void fill(ObjectNode json, Rolling.Window window) {
    json.put("from", Json.day(window.first())).put("to", Json.day(window.last()));
    Json.answer(json, window.answer());
  }

  /**
   * The windows of a pair.
   *
   * @throws ProblemException if they are too many
   */
  Rolling rolling(Pairing pairing) {
    Rolling rolling = pairing.rolling(lag, days, step);
    int windows = rolling.count();
    if ((long) windows * days > MOST_DAYS) {
      throw new ProblemException(
          Problem.badParameter(
              STEP.name(),
              Integer.toString(step),
              "a larger step, fewer days or a shorter range: %d windows of %d days are %d days, and"
                      .formatted(windows, days, (long) windows * days)
                  + " at most "
                  + MOST_DAYS
                  + " are answered at once"));
    }
    return rolling;
  }
}

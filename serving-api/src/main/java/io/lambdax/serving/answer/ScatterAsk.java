package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Line;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Matched;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /correlation/scatter}: the points that Pearson's r of one pair at one lag is made of, and
 * the line of least squares through them, y = intercept + slope · x.
 */
record ScatterAsk(Pair pair, int lag) implements Ask {
  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of(Lags.LAG)).toList();

  static ScatterAsk of(Parameters parameters) {
    return new ScatterAsk(Pair.of(parameters), Lags.LAG.in(parameters));
  }

  private static final Table TABLE = Table.of("points", "xDay=/0 yDay=/1 x=/2 y=/3");

  @Override
  public Set<SeriesId> series(Moment moment) {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Matched matched = pair.pairing(view).matched(lag);
    Answer answer = matched.answer(Method.PEARSON);
    ObjectNode json = pair.json().put("lag", lag);
    Json.range(json, pair.range());
    Json.answer(json, answer);
    json.remove("pIid");
    Optional<Line> line =
        answer.r().isPresent() ? Line.fit(matched.x(), matched.y()) : Optional.empty();
    line.ifPresentOrElse(fit -> fill(json.putObject("line"), fit), () -> json.putNull("line"));
    ArrayNode points = json.putArray("points");
    for (int i = 0; i < matched.n(); i++) {
      points
          .addArray()
          .add(Json.day(matched.days()[i]))
          .add(Json.day(matched.days()[i] - lag))
          .add(Json.finite(matched.x()[i]))
          .add(Json.finite(matched.y()[i]));
    }
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members line =
        new Members()
            .with("slope", Schema.number(), "Units of y for each unit of x.")
            .with("intercept", Schema.number(), "y at x = 0.");
    return Pair.members()
        .with("lag", Shapes.lag(), "As asked.")
        .and(Shapes.range())
        .and(Shapes.answerOfPearson())
        .with(
            "line",
            Schema.orNull(line.schema()),
            "The line of least squares in y; null without r, or beyond what a double holds.")
        .with(
            "points",
            Schema.array(
                Schema.tuple(Schema.day(), Schema.day(), Schema.number(), Schema.number())),
            "The day of x, the day of y, x and y; in order.")
        .and(Shapes.freshness())
        .schema();
  }

  private static void fill(ObjectNode json, Line line) {
    Json.put(json, "slope", line.slope());
    Json.put(json, "intercept", line.intercept());
  }
}

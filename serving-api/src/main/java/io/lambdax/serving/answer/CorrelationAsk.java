package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /correlation}: r of one pair at one lag, and how far to trust it. */
record CorrelationAsk(Pair pair, int lag, Method method) implements Ask {
  static final Parameter<Method> METHOD =
      Parameter.of("method", Form.method(), "The coefficient.").or(Method.PEARSON.word());

  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of(Lags.LAG, METHOD)).toList();

  static CorrelationAsk of(Parameters parameters) {
    return new CorrelationAsk(Pair.of(parameters), Lags.LAG.in(parameters), METHOD.in(parameters));
  }

  private static final Table TABLE =
      Table.of(
          Stream::of,
          "x y xTransform yTransform lag method from to window n r reason nEff p ci95Low=/ci95/0"
              + " ci95High=/ci95/1 pIid firstDay lastDay");

  @Override
  public Set<SeriesId> series(Moment moment) {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Pairing pairing = pair.pairing(view);
    Answer answer = pairing.answer(lag, method);
    ObjectNode json = pair.json().put("lag", lag).put("method", method.word());
    Json.range(json, pair.range());
    Json.answer(json, answer);
    int[] days = pairing.matched(lag).days();
    json.put("firstDay", days.length == 0 ? null : Json.day(days[0]));
    json.put("lastDay", days.length == 0 ? null : Json.day(days[days.length - 1]));
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    return Pair.members()
        .with("lag", Shapes.lag(), "As asked.")
        .with("method", Shapes.method(), "As asked.")
        .and(Shapes.range())
        .and(Shapes.answer())
        .with("firstDay", Schema.orNull(Schema.day()), "The first day of x that matched.")
        .with("lastDay", Schema.orNull(Schema.day()), "The last day of x that matched.")
        .and(Shapes.freshness())
        .schema();
  }
}

package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Question;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.View;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /correlation}: r of one pair at one lag, and how far to trust it. */
record CorrelationAsk(Pair pair, int lag, Method method) implements Ask {
  private static final Parameter<Integer> LAG =
      Parameter.of(
              "lag",
              Form.integer(-Question.MAX_LAG, Question.MAX_LAG, 14),
              "Pairs x on a day with y so many days before: positive means that health leads.")
          .or(0);
  private static final Parameter<Method> METHOD =
      Parameter.of("method", Form.method(), "The coefficient.").or(Method.PEARSON.word());

  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of(LAG, METHOD)).toList();

  static CorrelationAsk of(Parameters parameters) {
    return new CorrelationAsk(Pair.of(parameters), LAG.in(parameters), METHOD.in(parameters));
  }

  @Override
  public Set<SeriesId> series() {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Pairing pairing = pair.pairing(view);
    Answer answer = pairing.answer(lag, method);
    ObjectNode json = pair.json().put("lag", lag).put("method", method.word());
    Json.range(json, pair.range());
    json.put("n", answer.n());
    Json.put(json, "r", answer.r());
    Json.put(json, "reason", answer.reason());
    Json.put(json, "nEff", answer.nEff());
    Json.put(json, "p", answer.p());
    Json.interval(json, "ci95", answer.ci95());
    Json.put(json, "pIid", answer.pIid());
    int[] days = pairing.matched(lag).days();
    json.put("firstDay", days.length == 0 ? null : day(days[0]));
    json.put("lastDay", days.length == 0 ? null : day(days[days.length - 1]));
    return json;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    return Pair.members()
        .with("lag", Shapes.lag(), "As asked.")
        .with("method", Shapes.method(), "As asked.")
        .and(Shapes.range())
        .with("n", Schema.integer(0), "How many days matched.")
        .with("r", Schema.orNull(Shapes.r()), "The coefficient, or null with a reason.")
        .with("reason", Schema.orNull(Schema.text()), "Why there is no r.")
        .and(Shapes.significance())
        .with(
            "pIid",
            Schema.orNull(Schema.number(0, 1)),
            "With the rank methods only: p as if the days were independent.")
        .with("firstDay", Schema.orNull(Schema.day()), "The first day of x that matched.")
        .with("lastDay", Schema.orNull(Schema.day()), "The last day of x that matched.")
        .and(Shapes.freshness())
        .schema();
  }

  private static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}

package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Question;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.request.Words;
import io.lambdax.serving.view.View;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /correlation}: r of one pair at one lag, and how far to trust it. */
record CorrelationAsk(Pair pair, int lag, Method method) implements Ask {
  static final List<String> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of("lag", "method")).toList();

  static CorrelationAsk of(Parameters parameters) {
    return new CorrelationAsk(
        Pair.of(parameters),
        parameters.integer("lag", -Question.MAX_LAG, Question.MAX_LAG).orElse(0),
        Words.method(parameters, "method").orElse(Method.PEARSON));
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

  private static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}

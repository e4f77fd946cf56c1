package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Question;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /correlation/profile}: r and n of one pair at every lag from one to another, both
 * inclusive, and the best of them.
 */
record ProfileAsk(Pair pair, int minLag, int maxLag) implements Ask {
  private static final int LAGS = 60;

  private static final Parameter<Integer> MIN_LAG =
      Parameter.of(
              "minLag",
              Form.integer(-Question.MAX_LAG, Question.MAX_LAG, -30),
              "The first lag, at most maxLag.")
          .or(-LAGS);
  private static final Parameter<Integer> MAX_LAG =
      Parameter.of(
              "maxLag",
              Form.integer(-Question.MAX_LAG, Question.MAX_LAG, 30),
              "The last lag, inclusive.")
          .or(LAGS);

  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of(MIN_LAG, MAX_LAG)).toList();

  static ProfileAsk of(Parameters parameters) {
    Pair pair = Pair.of(parameters);
    int minLag = MIN_LAG.in(parameters);
    int maxLag = MAX_LAG.in(parameters);
    if (minLag > maxLag) {
      throw parameters.bad(
          parameters.has("minLag") ? "minLag" : "maxLag",
          "minLag up to maxLag (which are " + minLag + " and " + maxLag + ")");
    }
    return new ProfileAsk(pair, minLag, maxLag);
  }

  @Override
  public Set<SeriesId> series() {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Pairing pairing = pair.pairing(view);
    ObjectNode json = pair.json();
    Json.range(json, pair.range());
    json.put("minLag", minLag).put("maxLag", maxLag);
    ArrayNode profile = json.putArray("profile");
    pairing
        .profile(minLag, maxLag)
        .forEach(
            point -> {
              ObjectNode at = profile.addObject().put("lag", point.lag()).put("n", point.n());
              Json.put(at, "r", point.r());
              Json.significance(at, pairing.significance(point.lag()));
            });
    pairing
        .best(minLag, maxLag)
        .ifPresentOrElse(
            best -> Json.best(json.putObject("best"), best), () -> json.putNull("best"));
    return json;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    Members point =
        new Members()
            .with("lag", Shapes.lag(), "Positive: health leads.")
            .with("n", Schema.integer(0), "How many days matched.")
            .with("r", Schema.orNull(Shapes.r()), "The coefficient, if there is one.")
            .and(Shapes.significance());
    return Pair.members()
        .and(Shapes.range())
        .with("minLag", Shapes.lag(), "The first lag.")
        .with("maxLag", Shapes.lag(), "The last lag, inclusive.")
        .with("profile", Schema.array(point.schema()), "Every lag, in order.")
        .with("best", Shapes.bestOrNull(), "The best lag, if any has an r.")
        .and(Shapes.freshness())
        .schema();
  }
}

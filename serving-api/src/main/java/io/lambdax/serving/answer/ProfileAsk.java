package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Question;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.view.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /correlation/profile}: r and n of one pair at every lag from one to another, both
 * inclusive, and the best of them.
 */
record ProfileAsk(Pair pair, int minLag, int maxLag) implements Ask {
  static final List<String> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Stream.of("minLag", "maxLag")).toList();

  private static final int LAGS = 60;

  static ProfileAsk of(Parameters parameters) {
    Pair pair = Pair.of(parameters);
    int minLag = parameters.integer("minLag", -Question.MAX_LAG, Question.MAX_LAG).orElse(-LAGS);
    int maxLag = parameters.integer("maxLag", -Question.MAX_LAG, Question.MAX_LAG).orElse(LAGS);
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
}

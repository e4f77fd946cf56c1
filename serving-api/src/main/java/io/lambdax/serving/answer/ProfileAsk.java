package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.question.JudgedProfile;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.series.SeriesId;
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
 * {@code /correlation/profile}: r and n of one pair at every lag from one to another, both
 * inclusive, and the best of them.
 */
record ProfileAsk(Pair pair, Lags lags) implements Ask {
  static final List<Parameter<?>> PARAMETERS =
      Stream.concat(Pair.PARAMETERS.stream(), Lags.PARAMETERS.stream()).toList();

  static ProfileAsk of(Parameters parameters) {
    return new ProfileAsk(Pair.of(parameters), Lags.of(parameters));
  }

  private static final Table TABLE =
      Table.of("profile", "lag n r nEff p ci95Low=/ci95/0 ci95High=/ci95/1");

  @Override
  public Set<SeriesId> series(Moment moment) {
    return pair.series();
  }

  @Override
  public ObjectNode answer(View view) {
    Pairing pairing = pair.pairing(view);
    ObjectNode json = pair.json();
    Json.range(json, pair.range());
    json.put("minLag", lags.min()).put("maxLag", lags.max());
    ArrayNode profile = json.putArray("profile");
    JudgedProfile judged = pairing.judgedProfile(lags.min(), lags.max());
    Profile points = judged.profile();
    for (int lag = points.minLag(); lag <= points.maxLag(); lag++) {
      ObjectNode at = profile.addObject().put("lag", lag).put("n", points.n(lag));
      Json.put(at, "r", points.r(lag));
      Json.significance(at, judged.significance(lag));
    }
    pairing
        .best(points)
        .ifPresentOrElse(
            best -> Json.best(json.putObject("best"), best), () -> json.putNull("best"));
    return json;
  }

  @Override
  public Table table() {
    return TABLE;
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

package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.request.Words;
import io.lambdax.serving.view.Families;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.TopPairs;
import io.lambdax.serving.view.View;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.SummaryFilter;
import io.lambdax.store.view.SummaryOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /correlation/top}: the pairs of one family whose best lags are strongest, or least likely
 * to be chance.
 */
record TopAsk(Family family, SummaryFilter filter, SummaryOrder order, int limit) implements Ask {
  static final List<String> PARAMETERS =
      List.of(
          "xTransform", "yTransform", "window", "market", "health", "measure", "order", "limit");

  static final Pattern ENTITY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  static final Pattern MEASURE = Pattern.compile("[a-z0-9_]{1,64}");

  private static final int LIMIT = 20;
  private static final int MOST = 1_000;

  static TopAsk of(Parameters parameters) {
    return new TopAsk(
        Family.of(
            Words.transform(parameters, "xTransform").orElse(Transform.RETURN),
            Words.transform(parameters, "yTransform").orElse(Transform.GROWTH7),
            parameters.integer("window", 0, Pair.LONGEST_WINDOW).orElse(0)),
        new SummaryFilter(
            parameters.matching("market", ENTITY, "a market series' entity, for example DAX"),
            parameters.matching("health", ENTITY, "a health series' entity, for example DEU"),
            parameters.matching("measure", MEASURE, "a health series' measure, for example cases")),
        parameters.word("order", TopAsk::order, List.of("r", "q")).orElse(SummaryOrder.R),
        parameters.integer("limit", 1, MOST).orElse(LIMIT));
  }

  private static Optional<SummaryOrder> order(String word) {
    return switch (word) {
      case "r" -> Optional.of(SummaryOrder.R);
      case "q" -> Optional.of(SummaryOrder.Q);
      default -> Optional.empty();
    };
  }

  @Override
  public Set<SeriesId> series() {
    return Set.of();
  }

  @Override
  public String dependsOn(Moment moment) {
    return moment.summariesStamp();
  }

  @Override
  public Freshness freshness(Moment moment) {
    return Freshness.ofSummaries(moment);
  }

  @Override
  public ObjectNode answer(View view) {
    ObjectNode json =
        Json.object()
            .put("xTransform", family.xTransform().word())
            .put("yTransform", family.yTransform().word())
            .put("window", family.windowDays());
    TopPairs top = view.top(new Families.Wanted(family, filter, order, limit));
    json.put("family", top.tested())
        .put("newer", top.newer())
        .put("qFrom", top.ranked() ? "both" : "batch");
    ArrayNode rows = json.putArray("rows");
    top.rows().forEach(row -> fill(rows.addObject(), row));
    return json;
  }

  private static void fill(ObjectNode json, RankedSummary row) {
    json.put("x", row.summary().x().toString()).put("y", row.summary().y().toString());
    Json.put(json, "r0", row.summary().r0());
    json.put("n0", row.summary().n0());
    row.summary()
        .best()
        .ifPresentOrElse(best -> Json.best(json, best), () -> json.putNull("lag").putNull("r"));
    Json.put(json, "q", row.q());
  }
}

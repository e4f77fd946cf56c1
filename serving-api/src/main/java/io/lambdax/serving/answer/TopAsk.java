package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.request.Parameter;
import io.lambdax.serving.request.Parameters;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
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
import java.util.stream.Stream;

/**
 * {@code /correlation/top}: the pairs of one family whose best lags are strongest, or least likely
 * to be chance.
 */
record TopAsk(Family family, SummaryFilter filter, SummaryOrder order, int limit) implements Ask {
  private static final String NONE = "No lag has an r.";

  private static final int LIMIT = 20;
  private static final int MOST = 1_000;

  private static final Parameter<Transform> X_TRANSFORM =
      Parameter.of("xTransform", Form.transform(), "The family's transform of market series.")
          .or(Transform.RETURN.word());
  private static final Parameter<Transform> Y_TRANSFORM =
      Parameter.of("yTransform", Form.transform(), "The family's transform of health series.")
          .or(Transform.GROWTH7.word());
  private static final Parameter<Integer> WINDOW =
      Parameter.of(
              "window",
              Pair.WINDOW_FORM,
              "The family's last so many days; all if left out, for which 0 stands too.")
          .or(0);
  private static final Parameter<SummaryOrder> ORDER =
      Parameter.of(
              "order",
              Form.words(TopAsk::order, List.of("r", "q"), "q"),
              "By |r| of the best lag, largest first, or by q, smallest first.")
          .or("r");
  private static final Parameter<Integer> MOST_ROWS =
      Parameter.of("limit", Form.integer(1, MOST, 5), "At most so many rows.").or(LIMIT);

  static final List<Parameter<?>> PARAMETERS =
      Stream.of(
              List.of(X_TRANSFORM, Y_TRANSFORM, WINDOW),
              TopFilter.PARAMETERS,
              List.of(ORDER, MOST_ROWS))
          .<Parameter<?>>flatMap(List::stream)
          .toList();

  static TopAsk of(Parameters parameters) {
    return new TopAsk(
        Family.of(X_TRANSFORM.in(parameters), Y_TRANSFORM.in(parameters), WINDOW.in(parameters)),
        TopFilter.of(parameters),
        ORDER.in(parameters),
        MOST_ROWS.in(parameters));
  }

  private static Optional<SummaryOrder> order(String word) {
    return switch (word) {
      case "r" -> Optional.of(SummaryOrder.R);
      case "q" -> Optional.of(SummaryOrder.Q);
      default -> Optional.empty();
    };
  }

  private static final Table TABLE =
      Table.of(
          TopAsk::rows,
          "x y r0 n0 lag r n lagsTested nEff p ci95Low=/ci95/0 ci95High=/ci95/1 pAdjusted q"
              + " family qFrom");

  @Override
  public Set<SeriesId> series(Moment moment) {
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
            .put("yTransform", family.yTransform().word());
    json.put("window", family.window().isPresent() ? family.windowDays() : null);
    TopPairs top = view.top(new Families.Wanted(family, filter, order, limit));
    if (top.rows().isEmpty()) {
      TopFilter.requireKnown(filter, view.directory());
    }
    json.put("family", top.tested())
        .put("newerCount", top.newer())
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

  /** Each pair, with what its q is about. */
  private static Stream<JsonNode> rows(JsonNode answer) {
    return Table.elements(answer.get("rows"))
        .map(
            row ->
                row.<ObjectNode>deepCopy()
                    .put("family", answer.get("family").asLong())
                    .put("qFrom", answer.get("qFrom").asText()));
  }

  @Override
  public Table table() {
    return TABLE;
  }

  /** The schema of {@link #answer}. */
  static ObjectNode schema() {
    // A pair none of whose lags has an r has no best lag: then r and lag are null and alone.
    Members none = row().with("lag", Schema.nothing(), NONE).with("r", Schema.nothing(), NONE);
    Members some = row().and(Shapes.best());
    ObjectNode rows = Schema.array(Schema.oneOf(some.and(q()).schema(), none.and(q()).schema()));
    return new Members()
        .with("xTransform", Shapes.transform(), "The family's.")
        .with("yTransform", Shapes.transform(), "The family's.")
        .with("window", Schema.orNull(Schema.integer(1)), "The family's; null for all days.")
        .with("family", Schema.integer(0), "How many pairs it has, whatever the filter.")
        .with("newerCount", Schema.integer(0), "How many of those are the realtime view's.")
        .with("qFrom", Schema.words(List.of("both", "batch")), "Whose pairs q was worked out of.")
        .with("rows", rows, "The first pairs, in order.")
        .and(Shapes.freshnessOfSummaries())
        .schema();
  }

  private static Members row() {
    return new Members()
        .with("x", Shapes.series(), "The market series.")
        .with("y", Shapes.series(), "The health series.")
        .with("r0", Schema.orNull(Shapes.r()), "The coefficient at lag 0.")
        .with("n0", Schema.integer(0), "How many days matched at lag 0.");
  }

  private static Members q() {
    return new Members()
        .with(
            "q",
            Schema.orNull(Schema.number(0, 1)),
            "The share of chance findings among all pairs of the family up to this one.");
  }
}

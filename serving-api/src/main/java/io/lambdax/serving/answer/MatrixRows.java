package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Best;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The figures of a matrix: for each of them an array with a row for every x, which holds one for
 * every y. Those of the best lag are null where it was not asked for.
 */
final class MatrixRows {
  private final ArrayNode n;
  private final ArrayNode r;
  private final ArrayNode reason;
  private final ArrayNode nEff;
  private final ArrayNode p;
  private final Optional<ArrayNode> bestLag;
  private final Optional<ArrayNode> pAdjusted;

  MatrixRows(ObjectNode json, boolean best) {
    n = json.putArray("n");
    r = json.putArray("r");
    reason = json.putArray("reason");
    nEff = json.putArray("nEff");
    p = json.putArray("p");
    bestLag = best ? Optional.of(json.putArray("bestLag")) : Optional.empty();
    pAdjusted = best ? Optional.of(json.putArray("pAdjusted")) : Optional.empty();
    if (!best) {
      json.putNull("bestLag").putNull("pAdjusted");
    }
  }

  /** The members that hold them. */
  static Members members() {
    return new Members()
        .with("n", rows(Schema.orNull(Schema.integer(0))), "How many days matched.")
        .with("r", rows(Schema.orNull(Shapes.r())), "The coefficient, or null with a reason.")
        .with("reason", rows(Schema.orNull(Schema.text())), "Why there is no r.")
        .with("nEff", rows(Schema.orNull(Schema.number().put("minimum", 2))), "What n is worth.")
        .with("p", rows(Schema.orNull(Schema.number(0, 1))), "Two-sided, given nEff.")
        .with(
            "bestLag",
            Schema.orNull(rows(Schema.orNull(Shapes.lag()))),
            "With lag=best: which lag each pair's figures are of.")
        .with(
            "pAdjusted",
            Schema.orNull(rows(Schema.orNull(Schema.number(0, 1)))),
            "With lag=best: p times the lags that were in the running, at most 1.");
  }

  /** Each pair of a matrix as a row of its own. */
  static Stream<JsonNode> cells(JsonNode answer) {
    return Stream.iterate(0, i -> i < answer.get("x").size(), i -> i + 1)
        .flatMap(
            i ->
                Stream.iterate(0, j -> j < answer.get("y").size(), j -> j + 1)
                    .map(j -> cell(answer, i, j)));
  }

  private static JsonNode cell(JsonNode answer, int i, int j) {
    ObjectNode cell = Json.object();
    cell.set("x", answer.get("x").get(i));
    cell.set("y", answer.get("y").get(j));
    for (String figure : List.of("n", "r", "reason", "nEff", "p", "pAdjusted")) {
      cell.set(figure, answer.path(figure).path(i).path(j));
    }
    JsonNode lags = answer.get("bestLag");
    return cell.set("lag", lags.isNull() ? answer.get("lag") : lags.get(i).get(j));
  }

  private static ObjectNode rows(ObjectNode figure) {
    return Schema.array(Schema.array(figure));
  }

  /** Begins the row of the next x. */
  void next() {
    n.addArray();
    r.addArray();
    reason.addArray();
    nEff.addArray();
    p.addArray();
    bestLag.ifPresent(ArrayNode::addArray);
    pAdjusted.ifPresent(ArrayNode::addArray);
  }

  /** Adds the next pair at the lag of all. */
  void add(Answer answer) {
    last(n).add(answer.n());
    add(r, answer.r());
    last(reason).add(answer.reason().orElse(null));
    add(nEff, answer.nEff());
    add(p, answer.p());
  }

  /**
   * Adds the next pair at its best lag; if there is none, all is null but the reason.
   *
   * @param whyNone why there is none; asked only then
   */
  void add(Optional<Best> best, Supplier<String> whyNone) {
    Optional<Significance> significance = best.map(Best::significance);
    last(n).add(best.map(Best::n).orElse(null));
    add(r, best.stream().mapToDouble(Best::r).findFirst());
    last(reason).add(best.isPresent() ? null : whyNone.get());
    add(nEff, significance.stream().mapToDouble(Significance::nEff).findFirst());
    add(p, significance.map(Significance::p).orElseGet(OptionalDouble::empty));
    last(bestLag.orElseThrow()).add(best.map(Best::lag).orElse(null));
    add(pAdjusted.orElseThrow(), best.map(Best::pAdjusted).orElseGet(OptionalDouble::empty));
  }

  private static void add(ArrayNode figures, OptionalDouble figure) {
    if (figure.isPresent()) {
      last(figures).add(Json.finite(figure.getAsDouble()));
    } else {
      last(figures).addNull();
    }
  }

  private static ArrayNode last(ArrayNode rows) {
    return (ArrayNode) rows.get(rows.size() - 1);
  }
}

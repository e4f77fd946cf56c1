package io.lambdax.serving.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Interval;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Best;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Kind;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.view.Moment;
import io.lambdax.store.view.BatchView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The pieces that answers share. Doubles keep their full precision; what is absent is null; NaN
 * cannot occur.
 */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** UTF-8 text. */
  public static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object that {@link #bytes} wrote. */
  static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that a header can hold. */
  static String ascii(ObjectNode node) {
    try {
      return MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number, or null. */
  static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      put(node, name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  /** A number, which has to be finite. */
  static void put(ObjectNode node, String name, double value) {
    node.put(name, finite(value));
  }

  static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("an answer holds " + value + ", which is no number");
    }
    return value;
  }

  /** The text of a value, or null. */
  static void put(ObjectNode node, String name, Optional<?> value) {
    node.put(name, value.map(Object::toString).orElse(null));
  }

  /** {@code [low, high]}, or null. */
  static void interval(ObjectNode node, String name, Optional<Interval> interval) {
    interval.ifPresentOrElse(
        i -> node.putArray(name).add(finite(i.low())).add(finite(i.high())),
        () -> node.putNull(name));
  }

  /** n, r, reason, nEff, p, ci95 and pIid. */
  static void answer(ObjectNode node, Answer answer) {
    node.put("n", answer.n());
    put(node, "r", answer.r());
    put(node, "reason", answer.reason());
    put(node, "nEff", answer.nEff());
    put(node, "p", answer.p());
    interval(node, "ci95", answer.ci95());
    put(node, "pIid", answer.pIid());
  }

  /** The text of a day. */
  static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /** nEff, p and ci95; all null without a significance. */
  static void significance(ObjectNode node, Optional<Significance> significance) {
    put(
        node,
        "nEff",
        significance.map(s -> OptionalDouble.of(s.nEff())).orElseGet(OptionalDouble::empty));
    put(node, "p", significance.map(Significance::p).orElseGet(OptionalDouble::empty));
    interval(node, "ci95", significance.flatMap(Significance::ci95));
  }

  /** lag, r, n, lagsTested, nEff, p, ci95 and pAdjusted. */
  static void best(ObjectNode node, Best best) {
    node.put("lag", best.lag());
    put(node, "r", best.r());
    node.put("n", best.n());
    node.put("lagsTested", best.lagsTested());
    significance(node, Optional.of(best.significance()));
    put(node, "pAdjusted", best.pAdjusted());
  }

  /** from, to and window. */
  static void range(ObjectNode node, Range range) {
    put(node, "from", range.from());
    put(node, "to", range.to());
    if (range.window().isPresent()) {
      node.put("window", range.window().getAsInt());
    } else {
      node.putNull("window");
    }
  }

  /** Which view it is; the snapshot's number is text because JavaScript would round it. */
  public static ObjectNode view(ObjectNode node, BatchView view) {
    return node.putObject("view")
        .put("id", view.id())
        .put("lakeId", view.lakeId())
        .put("version", view.version())
        .put("snapshotId", Long.toString(view.snapshotId()))
        .put("createdAt", view.createdAt().toString());
  }

  /** The newest day on either side. */
  static void newest(ObjectNode node, Optional<Moment> moment) {
    ObjectNode newest = node.putObject("newest");
    put(newest, "market", moment.flatMap(m -> m.newest(Kind.MARKET)));
    put(newest, "health", moment.flatMap(m -> m.newest(Kind.HEALTH)));
  }

  /** A problem document; members that do not apply are left out. */
  public static ObjectNode problem(Problem problem) {
    ObjectNode node =
        object()
            .put("type", Problem.TYPE_PREFIX + problem.type())
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", problem.detail());
    problem.parameter().ifPresent(p -> node.put("parameter", p));
    problem.value().ifPresent(v -> node.put("value", v));
    problem.expected().ifPresent(e -> node.put("expected", e));
    return node;
  }
}

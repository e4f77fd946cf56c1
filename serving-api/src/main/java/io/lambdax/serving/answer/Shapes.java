package io.lambdax.serving.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Question;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.cache.Outcome;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.schema.Members;
import io.lambdax.serving.schema.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schemas of what {@link Json} writes. */
public final class Shapes {
  private static final String VIEW = "View";
  private static final String NEWEST = "Newest";
  private static final String BEST = "Best";

  private Shapes() {}

  /** Those that others refer to, by name. */
  public static Map<String, ObjectNode> named() {
    Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    schemas.put(VIEW, view().schema());
    schemas.put(NEWEST, newest().schema());
    schemas.put(BEST, best().schema());
    return schemas;
  }

  /** A correlation coefficient. */
  static ObjectNode r() {
    return Schema.number(-1, 1);
  }

  static ObjectNode lag() {
    return Schema.integer(-Question.MAX_LAG, Question.MAX_LAG);
  }

  static ObjectNode transform() {
    return Schema.words(Arrays.stream(Transform.values()).map(Transform::word).toList());
  }

  static ObjectNode method() {
    return Schema.words(Arrays.stream(Method.values()).map(Method::word).toList());
  }

  /** The name of a series. */
  public static ObjectNode series() {
    return Schema.matching(SeriesId.regex());
  }

  /** A version of the facts; 0 before the first. */
  public static ObjectNode version() {
    return Schema.integer(0);
  }

  /** What the cache did for an answer. */
  public static ObjectNode outcome() {
    return Schema.words(Arrays.stream(Outcome.values()).map(Outcome::word).toList());
  }

  /** The members of {@link Json#problem}. */
  public static Members problem() {
    return new Members()
        .with(
            "type",
            Schema.matching(Problem.TYPE_PREFIX + "[a-z-]+"),
            "Which kind of problem it is, for programs.")
        .with("title", Schema.text(), "The same for people.")
        .with("status", Schema.integer(400, 599), "The status of the response.")
        .with("detail", Schema.text(), "What is wrong this time, and the remedy.")
        .maybe("parameter", Schema.text(), "The parameter to blame, if one is.")
        .maybe("value", Schema.text(), "What it said, cut after 200 characters.")
        .maybe("expected", Schema.text(), "What would be right.");
  }

  /** The members of {@link Json#range}. */
  static Members range() {
    return new Members()
        .with("from", Schema.orNull(Schema.day()), "As asked.")
        .with("to", Schema.orNull(Schema.day()), "As asked.")
        .with("window", Schema.orNull(Schema.integer(1)), "As asked: the last so many days.");
  }

  /** The members of {@link Json#answer}. */
  static Members answer() {
    return answerOfPearson()
        .with(
            "pIid",
            Schema.orNull(Schema.number(0, 1)),
            "With the rank methods only: p as if the days were independent.");
  }

  /** The same, where no other method can be asked for. */
  static Members answerOfPearson() {
    return new Members()
        .with("n", Schema.integer(0), "How many days matched.")
        .with("r", Schema.orNull(r()), "The coefficient, or null with a reason.")
        .with("reason", Schema.orNull(Schema.text()), "Why there is no r.")
        .and(significance());
  }

  /** The members of {@link Json#significance}. */
  static Members significance() {
    return new Members()
        .with(
            "nEff",
            Schema.orNull(Schema.number().put("minimum", 2)),
            "How many independent days n is worth: with Pearson's r only.")
        .with(
            "p",
            Schema.orNull(Schema.number(0, 1)),
            "How likely so strong an r is by chance, given nEff; two-sided.")
        .with("ci95", ci95(), "The 95 % interval of r, given nEff: low and high.");
  }

  static ObjectNode ci95() {
    return Schema.orNull(Schema.tuple(r(), r()));
  }

  /** The members of {@link Json#best}. */
  static Members best() {
    return new Members()
        .with(
            "lag",
            lag(),
            "Where |r| is largest among the lags at which at least half as many days match as at the"
                + " lag with most; positive: health leads.")
        .with("r", r(), "The coefficient there.")
        .with("n", Schema.integer(0), "How many days matched there.")
        .with(
            "lagsTested",
            Schema.integer(1),
            "How many lags were in the running: those with an r and enough days.")
        .and(significance())
        .with(
            "pAdjusted",
            Schema.orNull(Schema.number(0, 1)),
            "p times lagsTested, at most 1: the best of many is less surprising than one.");
  }

  /** The same, or null. */
  static ObjectNode bestOrNull() {
    return Schema.orNull(Schema.named(BEST));
  }

  static Members view() {
    return new Members()
        .with("id", Schema.integer(1), "Its number.")
        .with("lakeId", Schema.text(), "The lake whose facts it is made from.")
        .with("version", version(), "It includes the facts up to this version.")
        .with("snapshotId", Schema.matching("\\d+"), "The Iceberg snapshot that was read.")
        .with("createdAt", Schema.instant(), "When it was made.");
  }

  /** A batch view, by name. */
  public static ObjectNode viewName() {
    return Schema.named(VIEW);
  }

  private static Members newest() {
    return new Members()
        .with("market", Schema.orNull(Schema.day()), "The newest day of any market series.")
        .with("health", Schema.orNull(Schema.day()), "The newest day of any health series.");
  }

  static ObjectNode newestName() {
    return Schema.named(NEWEST);
  }

  /** What {@link Freshness} joins to the answer about some series. */
  static Members freshness() {
    return freshness(
        new Members()
            .with(
                "newer",
                Schema.array(series()),
                "Those of the series that are newer than the batch view."),
        false);
  }

  /** What {@link Freshness} joins to a list of series. */
  static Members freshnessOfList() {
    return freshness(newerCount(), false);
  }

  /** What {@link Freshness} joins to a list of pairs. */
  static Members freshnessOfSummaries() {
    return freshness(newerCount(), true);
  }

  private static Members newerCount() {
    return new Members()
        .with("newerCount", Schema.integer(0), "How many series are newer than the batch view.");
  }

  private static Members freshness(Members newer, boolean behind) {
    Members realtime =
        new Members()
            .with("version", version(), "The version up to which values are known.")
            .and(newer);
    if (behind) {
      realtime.with("behind", Schema.integer(0), "How many versions the pairs are behind that.");
    }
    realtime.with(
        "gap",
        Schema.bool(),
        "Whether facts lie between both views: the batch view answers alone.");
    return new Members()
        .with("view", viewName(), "The batch view that was asked.")
        .with("version", version(), "The answer includes the facts up to this version.")
        .with("newest", newestName(), "How far the values reach.")
        .with("realtime", realtime.schema(), "What the realtime view added.")
        .with(
            "staleSources",
            Schema.array(Schema.text()),
            "Sources without a success for over twice their interval.");
  }
}

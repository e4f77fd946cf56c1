package io.lambdax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** Counts answers, and keeps the worst difference from what the oracle said. Not thread-safe. */
final class Agreement {
  private static final double ABSOLUTE = 1e-9;
  private static final double RELATIVE = 1e-6;
  private static final int SHOWN = 5;

  private long asked;
  private long withoutR;
  private double worstR;
  private double worstNEff;
  private double worstP;
  private long disagreements;
  private final List<String> first = new ArrayList<>();

  void answer(JsonNode question, JsonNode want, JsonNode got) {
    asked++;
    boolean agrees = equalInt(want, got, "n");
    worstR = Math.max(worstR, difference(want, got, "r"));
    worstNEff = Math.max(worstNEff, difference(want, got, "nEff"));
    agrees &= difference(want, got, "r") <= ABSOLUTE && difference(want, got, "nEff") <= ABSOLUTE;
    for (String p : List.of("p", "pIid")) {
      double d = difference(want, got, p);
      worstP = Math.max(worstP, d);
      agrees &= d <= ABSOLUTE && (d == 0 || d <= RELATIVE * want.get(p).asDouble());
    }
    for (int side = 0; side < 2; side++) {
      JsonNode wantSide = want.path("ci95").path(side);
      JsonNode gotSide = got.path("ci95").path(side);
      agrees &= apart(wantSide, gotSide) <= ABSOLUTE;
    }
    if (!present(want.path("r"))) {
      withoutR++;
    }
    count(agrees, question, got);
  }

  void best(JsonNode question, JsonNode want, JsonNode got) {
    boolean none = !present(want.path("lag"));
    if (none || !present(got)) {
      asked++;
      withoutR++;
      count(none && !present(got), question, got);
    } else {
      answer(question, want, got);
      boolean agrees = equalInt(want, got, "lag") && equalInt(want, got, "lagsTested");
      count(agrees && difference(want, got, "pAdjusted") <= 121 * ABSOLUTE, question, got);
    }
  }

  /** The oracle's points are [lag, r, n]. */
  void profile(JsonNode question, JsonNode want, JsonNode got) {
    asked++;
    boolean agrees = want.size() == got.size();
    for (int i = 0; agrees && i < want.size(); i++) {
      double d = apart(want.get(i).get(1), got.get(i).path("r"));
      worstR = Math.max(worstR, d);
      agrees =
          d <= ABSOLUTE
              && want.get(i).get(0).asInt() == got.get(i).get("lag").asInt()
              && want.get(i).get(2).asInt() == got.get(i).get("n").asInt();
    }
    count(agrees, question, MissingNode.getInstance());
  }

  boolean holds() {
    return asked > 0 && disagreements == 0;
  }

  List<String> firstDisagreements() {
    return List.copyOf(first);
  }

  private void count(boolean agrees, JsonNode question, JsonNode got) {
    if (!agrees) {
      disagreements++;
      if (first.size() < SHOWN) {
        first.add("asked " + shortened(question) + " got " + shortened(got));
      }
    }
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 400 ? text : text.substring(0, 400) + "…";
  }

  private static boolean equalInt(JsonNode want, JsonNode got, String key) {
    return want.path(key).asInt(-1) == got.path(key).asInt(-1);
  }

  private static double difference(JsonNode want, JsonNode got, String key) {
    return apart(want.path(key), got.path(key));
  }

  private static double apart(JsonNode want, JsonNode got) {
    if (present(want) != present(got)) {
      return Double.POSITIVE_INFINITY;
    }
    return present(want) ? Math.abs(want.asDouble() - got.asDouble()) : 0;
  }

  private static boolean present(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  @Override
  public String toString() {
    return "%d answers (%d without r), %d disagree; worst difference: r %.1e, nEff %.1e, p %.1e"
        .formatted(asked, withoutR, disagreements, worstR, worstNEff, worstP);
  }
}

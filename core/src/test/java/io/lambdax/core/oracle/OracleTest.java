package io.lambdax.core.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.JavaProducts;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Best;
import io.lambdax.core.question.LagPoint;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every frozen answer of the independent oracle, to the agreement that is promised. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleTest {
  private static final String LAST = "ecdc/casedistribution-2020-12-14.csv.gz";

  private Mirror mirror;
  private Map<SeriesId, Series> market;
  private Map<SeriesId, Series> last;

  @BeforeAll
  void read() {
    mirror = Mirror.openOrSkip();
    market = mirror.market();
    last = mirror.health(LAST);
  }

  @Test
  void questions_onTheLastPublication_agree() {
    List<String> off = new ArrayList<>();
    List<JsonNode> questions = mirror.answers("correlation-2020-12-14.jsonl.gz");
    for (JsonNode q : questions) {
      compareAnswer(q, last, off);
    }
    assertThat(questions).hasSize(2000);
    assertThat(off).isEmpty();
  }

  @Test
  void questions_onEachDailyPublication_agree() {
    List<String> off = new ArrayList<>();
    Map<String, Map<SeriesId, Series>> byDay = new HashMap<>();
    List<JsonNode> questions = mirror.answers("correlation-daily.jsonl.gz");
    for (JsonNode q : questions) {
      String day = q.get("published").asText();
      compareAnswer(
          q,
          byDay.computeIfAbsent(
              day, d -> mirror.health("ecdc-daily/casedistribution-published-" + d + ".csv.gz")),
          off);
    }
    assertThat(byDay).hasSize(41);
    assertThat(off).isEmpty();
  }

  @Test
  void profilesAndBestLags_agree() {
    List<String> off = new ArrayList<>();
    for (JsonNode q : mirror.answers("profile-best-2020-12-14.jsonl.gz")) {
      Pairing pairing = pairing(q, last);
      if (q.get("op").asText().equals("profile")) {
        List<LagPoint> profile = pairing.profile(-60, 60);
        for (int i = 0; i < profile.size(); i++) {
          JsonNode want = q.get("profile").get(i);
          LagPoint got = profile.get(i);
          check(off, q, "n", want.get(2).asInt() == got.n());
          check(off, q, "r", near(want.get(1), got.r(), 1e-9));
        }
      } else {
        compareBest(q, q.get("best"), pairing.best(-60, 60), off);
      }
    }
    assertThat(off).isEmpty();
  }

  @Test
  void lists_fromTheKernel_agreeInBestLagAndQ() {
    List<String> off = new ArrayList<>();
    for (JsonNode list : mirror.answers("list-2020-12-14.jsonl.gz")) {
      List<Summary> summaries =
          new Summaries(new BlockKernel(new JavaProducts()))
              .of(
                  only(market, list.get("xs")),
                  only(last, list.get("ys")),
                  transform(list, "xTransform"),
                  transform(list, "yTransform"),
                  list.has("window")
                      ? OptionalInt.of(list.get("window").asInt())
                      : OptionalInt.empty(),
                  -60,
                  60);
      Map<String, Summary> byPair = new HashMap<>();
      summaries.forEach(s -> byPair.put(s.x() + " " + s.y(), s));
      List<Summary> tested =
          summaries.stream()
              .filter(s -> s.best().flatMap(b -> boxed(b.pAdjusted())).isPresent())
              .toList();
      double[] q =
          FalseDiscovery.benjaminiHochberg(
              tested.stream()
                  .mapToDouble(s -> s.best().orElseThrow().pAdjusted().getAsDouble())
                  .toArray());
      Map<Summary, Double> qs = new HashMap<>();
      for (int i = 0; i < q.length; i++) {
        qs.put(tested.get(i), q[i]);
      }
      for (JsonNode row : list.get("rows")) {
        Summary got = byPair.get(row.get("x").asText() + " " + row.get("y").asText());
        compareBest(row, row, got.best(), off);
        OptionalDouble gotQ =
            qs.containsKey(got) ? OptionalDouble.of(qs.get(got)) : OptionalDouble.empty();
        check(off, row, "q", nearP(row.get("q"), gotQ));
      }
    }
    assertThat(off).isEmpty();
  }

  private static Optional<Double> boxed(OptionalDouble d) {
    return d.isPresent() ? Optional.of(d.getAsDouble()) : Optional.empty();
  }

  private static Map<SeriesId, Series> only(Map<SeriesId, Series> all, JsonNode names) {
    Map<SeriesId, Series> out = new HashMap<>();
    names.forEach(n -> out.put(SeriesId.parse(n.asText()), all.get(SeriesId.parse(n.asText()))));
    return out;
  }

  private void compareAnswer(JsonNode q, Map<SeriesId, Series> health, List<String> off) {
    Method method =
        q.has("method") ? Method.of(q.get("method").asText()).orElseThrow() : Method.PEARSON;
    Answer a = pairing(q, health).answer(q.path("lag").asInt(0), method);
    check(off, q, "n " + a.n(), q.get("n").asInt() == a.n());
    check(off, q, "r " + a.r(), near(q.get("r"), a.r(), 1e-9));
    check(off, q, "reason", a.r().isPresent() == a.reason().isEmpty());
    check(off, q, "nEff " + a.nEff(), near(q.get("nEff"), a.nEff(), 1e-9));
    check(off, q, "p " + a.p(), nearP(q.get("p"), a.p()));
    check(off, q, "pIid " + a.pIid(), nearP(q.get("pIid"), a.pIid()));
    JsonNode ci = q.path("ci95");
    check(off, q, "ci95", ci.isArray() == a.ci95().isPresent());
    if (ci.isArray() && a.ci95().isPresent()) {
      check(off, q, "low", near(ci.get(0), OptionalDouble.of(a.ci95().get().low()), 1e-9));
      check(off, q, "high", near(ci.get(1), OptionalDouble.of(a.ci95().get().high()), 1e-9));
    }
  }

  private static void compareBest(
      JsonNode q, JsonNode want, Optional<Best> best, List<String> off) {
    check(off, q, "best", want.get("lag").isNull() == best.isEmpty());
    best.ifPresent(
        b -> {
          check(off, q, "lag " + b.lag(), want.get("lag").asInt() == b.lag());
          check(off, q, "n", want.get("n").asInt() == b.n());
          check(off, q, "tested", want.get("lagsTested").asInt() == b.lagsTested());
          check(off, q, "r", near(want.get("r"), OptionalDouble.of(b.r()), 1e-9));
          check(
              off,
              q,
              "nEff",
              near(want.get("nEff"), OptionalDouble.of(b.significance().nEff()), 1e-9));
          check(off, q, "p", nearP(want.get("p"), b.significance().p()));
          check(off, q, "pAdjusted", nearP(want.get("pAdjusted"), b.pAdjusted()));
        });
  }

  private Pairing pairing(JsonNode q, Map<SeriesId, Series> health) {
    Range range =
        q.has("window")
            ? Range.window(q.get("window").asInt())
            : Range.between(day(q, "from"), day(q, "to"));
    return new Pairing(
        market.get(SeriesId.parse(q.get("x").asText())),
        health.get(SeriesId.parse(q.get("y").asText())),
        transform(q, "xTransform"),
        transform(q, "yTransform"),
        range);
  }

  private static Optional<LocalDate> day(JsonNode q, String key) {
    return q.hasNonNull(key) ? Optional.of(LocalDate.parse(q.get(key).asText())) : Optional.empty();
  }

  private static Transform transform(JsonNode q, String key) {
    return Transform.of(q.path(key).asText("level")).orElseThrow();
  }

  private static boolean near(JsonNode want, OptionalDouble got, double within) {
    if (want == null || want.isNull()) {
      return got.isEmpty();
    }
    return got.isPresent() && Math.abs(want.asDouble() - got.getAsDouble()) <= within;
  }

  private static boolean nearP(JsonNode want, OptionalDouble got) {
    return near(want, got, 1e-9)
        && (want == null
            || want.isNull()
            || Math.abs(want.asDouble() - got.getAsDouble()) <= 1e-6 * want.asDouble());
  }

  private static void check(List<String> off, JsonNode q, String what, boolean agrees) {
    if (!agrees) {
      off.add(what + " differs: " + q);
    }
  }
}

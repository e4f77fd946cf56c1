package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rolling windows, scatter and matrix: each figure is the one that /correlation or /profile gives.
 */
class QuestionsIT extends BothViews {
  private static final String PAIR = "x=market:DAX:close&y=health:DEU:cases";
  private static final String HOW = "&xTransform=return&yTransform=growth7";
  private static final String MATRIX = "/api/v1/correlation/matrix?";
  private static final List<String> FIGURES =
      List.of("n", "r", "reason", "nEff", "p", "ci95", "pIid");

  private JsonNode get(String path) throws Exception {
    TestApi.Reply reply = api.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void rolling_everyWindowIsTheCorrelationOfItsDays() throws Exception {
    for (String how : List.of(HOW + "&lag=14", "&method=kendall&lag=-3")) {
      JsonNode json =
          get("/api/v1/correlation/rolling?" + PAIR + how + "&days=40&step=13&to=2020-06-30");
      JsonNode windows = json.get("rolling");
      assertThat(windows.size()).isGreaterThan(8);
      assertThat(windows.get(windows.size() - 1).get("to").asText()).isEqualTo("2020-06-30");
      for (JsonNode window : windows) {
        JsonNode one =
            get(
                "/api/v1/correlation?%s%s&from=%s&to=%s"
                    .formatted(PAIR, how, window.get("from").asText(), window.get("to").asText()));
        FIGURES.forEach(figure -> assertThat(window.get(figure)).isEqualTo(one.get(figure)));
      }
    }
    JsonNode usual = get("/api/v1/correlation/rolling?" + PAIR);
    assertThat(usual.get("days").asInt()).isEqualTo(90);
    assertThat(usual.get("rolling").size()).isEqualTo(200 - 90 + 1);
    assertThat(get("/api/v1/correlation/rolling?" + PAIR + "&window=50").get("rolling").size())
        .isZero();
  }

  @Test
  void scatter_hasThePointsOfTheCorrelationAndTheirLine() throws Exception {
    JsonNode json = get("/api/v1/correlation/scatter?" + PAIR + HOW + "&lag=14&window=90");
    JsonNode one = get("/api/v1/correlation?" + PAIR + HOW + "&lag=14&window=90");
    for (String figure : List.of("n", "r", "reason", "nEff", "p", "ci95")) {
      assertThat(json.get(figure)).isEqualTo(one.get(figure));
    }
    JsonNode points = json.get("points");
    assertThat(points.size()).isEqualTo(one.get("n").asInt());
    assertThat(points.get(0).get(0)).isEqualTo(one.get("firstDay"));
    Map<SeriesId, Series> values = TestViews.values(1);
    Series x = Transform.RETURN.apply(values.get(TestViews.DAX)).values();
    Series y = Transform.GROWTH7.apply(values.get(TestViews.DEU)).values();
    double sx = 0;
    double sy = 0;
    for (JsonNode point : points) {
      int day = day(point.get(0));
      assertThat(day(point.get(1))).isEqualTo(day - 14);
      assertThat(point.get(2).asDouble()).isEqualTo(x.value(x.indexFrom(day)));
      assertThat(point.get(3).asDouble()).isEqualTo(y.value(y.indexFrom(day - 14)));
      sx += point.get(2).asDouble() / points.size();
      sy += point.get(3).asDouble() / points.size();
    }
    double sxx = 0;
    double sxy = 0;
    for (JsonNode point : points) {
      sxx += Math.pow(point.get(2).asDouble() - sx, 2);
      sxy += (point.get(2).asDouble() - sx) * (point.get(3).asDouble() - sy);
    }
    JsonNode line = json.get("line");
    assertThat(line.get("slope").asDouble()).isEqualTo(sxy / sxx, within(1e-12));
    assertThat(line.get("intercept").asDouble()).isEqualTo(sy - sxy / sxx * sx, within(1e-12));
    JsonNode none = get("/api/v1/correlation/scatter?" + PAIR + "&to=2020-01-03");
    assertThat(none.get("points").size()).isEqualTo(3);
    assertThat(none.get("line").isNull()).isTrue();
    assertThat(none.get("reason").asText()).contains("only 3 days");
  }

  private static int day(JsonNode day) {
    return Math.toIntExact(java.time.LocalDate.parse(day.asText()).toEpochDay());
  }

  @Test
  void matrixAtALag_isTheCorrelationOfEveryPair() throws Exception {
    JsonNode json =
        get(MATRIX + "x=market:*:close&y=health:*:cases,health:DEU:deaths&lag=-9&window=120");
    assertThat(json.get("x").toString()).isEqualTo("[\"market:DAX:close\",\"market:SAP:close\"]");
    assertThat(json.get("y").toString())
        .isEqualTo("[\"health:DEU:cases\",\"health:DEU:deaths\",\"health:FRA:cases\"]");
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        JsonNode one =
            get(
                "/api/v1/correlation?x=%s&y=%s&lag=-9&window=120"
                    .formatted(json.get("x").get(i).asText(), json.get("y").get(j).asText()));
        for (String figure : List.of("n", "r", "reason", "nEff", "p")) {
          assertThat(json.get(figure).get(i).get(j)).isEqualTo(one.get(figure));
        }
      }
    }
    assertThat(json.get("bestLag").isNull()).isTrue();
  }

  @Test
  void matrixAtBestLags_isTheBestOfEveryProfile() throws Exception {
    String lags = "&minLag=-30&maxLag=10";
    JsonNode json = get(MATRIX + "x=market:*:close&y=health:*:cases&lag=best" + HOW + lags);
    assertThat(json.get("lag").asText()).isEqualTo("best");
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        JsonNode best =
            get("/api/v1/correlation/profile?x=%s&y=%s%s"
                    .formatted(
                        json.get("x").get(i).asText(), json.get("y").get(j).asText(), HOW + lags))
                .get("best");
        assertThat(json.get("bestLag").get(i).get(j)).isEqualTo(best.get("lag"));
        for (String figure : List.of("n", "r", "nEff", "p", "pAdjusted")) {
          assertThat(json.get(figure).get(i).get(j)).isEqualTo(best.get(figure));
        }
      }
    }
    assertThat(json.get("reason").toString()).isEqualTo("[[null,null],[null,null]]");
    JsonNode none = get(MATRIX + PAIR + "&lag=best&to=2020-01-03");
    assertThat(none.get("n").toString()).isEqualTo("[[null]]");
    assertThat(none.get("bestLag").toString()).isEqualTo("[[null]]");
    String why = get("/api/v1/correlation?" + PAIR + "&to=2020-01-03").get("reason").asText();
    assertThat(none.get("reason").get(0).get(0).asText())
        .isEqualTo("no lag from -60 to 60 has an r: at lag 0, " + why);
    JsonNode later = get(MATRIX + PAIR + "&lag=best&to=2020-01-03&minLag=2&maxLag=9");
    assertThat(later.get("reason").get(0).get(0).asText()).contains("at lag 2, only 1 day has");
  }

  @Test
  void matrixCellWithoutAnR_saysWhy_inTheTableToo() throws Exception {
    String few = "&to=2020-01-03&lag=1";
    String why = get("/api/v1/correlation?" + PAIR + few).get("reason").asText();
    assertThat(why).contains("only 2 days");
    JsonNode json = get(MATRIX + "x=market:DAX:close&y=health:*:cases" + few);
    assertThat(json.get("r").toString()).isEqualTo("[[null,null]]");
    assertThat(json.get("reason").get(0).get(0).asText()).isEqualTo(why);
    String table = api.get(MATRIX + "x=market:DAX:close&y=health:*:cases&format=csv" + few).text();
    assertThat(table).contains("market:DAX:close,health:DEU:cases,1,2,," + why + ",,,\r\n");
  }

  @Test
  void matrix_isOneKeyHoweverWritten_andAnotherOnceASeriesJoins() throws Exception {
    String listed = MATRIX + "x=market:DAX:close&y=health:DEU:cases,health:FRA:cases";
    assertThat(api.get(listed).header("X-Cache")).isEqualTo("miss");
    assertThat(
            api.get(
                    MATRIX
                        + "y=health:FRA:cases,health:DEU:cases,health:FRA:cases&lag=0"
                        + "&x=market:DAX:close")
                .header("X-Cache"))
        .isEqualTo("hit");
    String every = MATRIX + "x=market:DAX:close&y=health:*:cases";
    assertThat(get(every).get("y").size()).isEqualTo(2);
    realtime.values(
        2, Map.of(SeriesId.parse("health:ITA:cases"), TestViews.values(1).get(TestViews.DEU)));
    await().until(() -> get(every).get("y").size() == 3);
    assertThat(api.get(listed).header("X-Cache")).isEqualTo("hit");
    assertThat(get(every).get("realtime").get("newerCount").asInt()).isEqualTo(1);
    assertThat(get(listed).get("realtime").get("newerCount").asInt()).isZero();
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What there is: series page by page, countries, families of pairs; over both views. */
class ListsIT {
  private static final String ALL = "/api/v1/series?limit=2";

  private Database database;
  private TestRealtime realtime;
  private TestApi api;

  @BeforeEach
  void start() throws Exception {
    Config config =
        TestApi.config(TestServices.mariaDb(), "lambdax_lists", TestServices.memcached().servers());
    database = TestApi.database(config);
    new TestViews(database).publish(1);
    realtime = new TestRealtime(database, 1);
    api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterEach
  void stop() {
    api.close();
    database.close();
  }

  @Test
  void pages_holdEverySeriesOnce_andTheLastHasNoNext() throws Exception {
    List<String> ids = new ArrayList<>();
    int pages = 0;
    for (String next = ALL; next != null; pages++) {
      JsonNode page = api.get(next).json();
      assertThat(page.get("total").asInt()).isEqualTo(5);
      ids.addAll(page.get("series").findValuesAsText("id"));
      next = page.get("next").isNull() ? null : ALL + "&after=" + page.get("next").asText();
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids)
        .containsExactlyElementsOf(
            TestViews.values(1).keySet().stream().map(SeriesId::toString).toList());
    JsonNode exact = api.get("/api/v1/series?country=DEU&limit=2").json();
    assertThat(exact.get("series").findValuesAsText("id"))
        .containsExactly("health:DEU:cases", "health:DEU:deaths");
    assertThat(exact.get("next").isNull()).isTrue();
  }

  @Test
  void pageOfAListThatChanged_isGone_butNotIfOnlyValuesDid() throws Exception {
    String second = ALL + "&after=" + api.get(ALL).json().get("next").asText();
    JsonNode before = api.get(second).json();
    Series deu = TestViews.values(1).get(TestViews.DEU);
    realtime.values(2, Map.of(TestViews.DEU, TestRealtime.grown(deu, 0)));
    await().until(() -> api.get(second).json().get("version").asLong() == 2);
    assertThat(api.get(second).json().get("series")).isEqualTo(before.get("series"));

    realtime.values(3, Map.of(TestViews.DEU, TestRealtime.grown(deu, 1)));
    await().until(() -> api.status(second) == 410);
    JsonNode problem = api.get(second).json();
    assertThat(problem.get("parameter").asText()).isEqualTo("after");
    assertThat(problem.get("expected").asText()).contains("start again");
    assertThat(api.get(ALL).json().get("series").get(0).get("days").asInt()).isEqualTo(201);
  }

  @Test
  void countries_areTheHealthEntitiesWithTheirMeasures() throws Exception {
    JsonNode json = api.get("/api/v1/countries").json();
    assertThat(json.get("total").asInt()).isEqualTo(2);
    assertThat(json.get("countries").findValuesAsText("code")).containsExactly("DEU", "FRA");
    JsonNode germany = json.get("countries").get(0);
    assertThat(germany.get("name").asText()).isEqualTo("Germany");
    assertThat(germany.get("series").findValuesAsText("measure"))
        .containsExactly("cases", "deaths");
    assertThat(germany.get("series").get(0).get("days").asInt()).isEqualTo(200);
    assertThat(germany.get("series").get(0).get("lastDay").asText()).isEqualTo("2020-07-18");

    SeriesId ita = SeriesId.parse("health:ITA:tests");
    realtime.values(2, Map.of(ita, TestViews.values(1).get(TestViews.DEU)));
    await().until(() -> api.get("/api/v1/countries").json().get("total").asInt() == 3);
    assertThat(api.get("/api/v1/countries").json().get("countries").get(2).get("name").asText())
        .isEqualTo("Italy");
  }

  @Test
  void familyOfTheRealtimeViewAlone_isKnown_andListedToWhoAsksForAnother() throws Exception {
    String top = "/api/v1/correlation/top?xTransform=level&yTransform=avg7&window=30";
    assertThat(api.get(top).json().get("expected").asText())
        .isEqualTo("one of return×growth7 with window 0");
    realtime.summaries(
        2, Family.of(Transform.LEVEL, Transform.AVG7, 30), TestViews.pairs(TestViews.values(1)));
    realtime.summarized(2);
    await().until(() -> api.status(top) == 200);
    JsonNode none = api.get(top + "&health=FRA&measure=deaths").json();
    assertThat(none.path("rows").isArray()).as("%s", none).isTrue();
    assertThat(none.get("rows").size()).isZero();
    TestApi.Reply other = api.get(top.replace("30", "31"));
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.json().get("type").asText()).endsWith(":unknown-family");
    assertThat(other.json().get("parameter").asText()).isEqualTo("window");
    assertThat(other.json().get("expected").asText())
        .isEqualTo("one of level×avg7 with window 30; return×growth7 with window 0");
    assertThat(other.json().get("detail").asText())
        .contains("xTransform 'level' with yTransform 'avg7' and window '31'");
  }

  @Test
  void familyWhoseRowsAreThereBeforeItsProgress_isKnownForEveryFilter() throws Exception {
    String top =
        "/api/v1/correlation/top?xTransform=level&yTransform=avg7&window=60&health=FRA&measure=deaths";
    assertThat(api.status(top)).isEqualTo(404);
    realtime.summaries(
        2, Family.of(Transform.LEVEL, Transform.AVG7, 60), TestViews.pairs(TestViews.values(1)));
    assertThat(api.get(top).json().get("rows").size()).isZero();
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers from what was known at each of a batch view's three versions. */
class KnownIT {
  private static final SeriesId DAX = TestViews.DAX;
  private static final SeriesId DEU = TestViews.DEU;
  private static final String PAIR =
      "x=market:DAX:close&y=health:DEU:cases&xTransform=return&lag=3";
  private static final String ASK = "/api/v1/correlation?" + PAIR;

  private static TestApi api;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(TestServices.mariaDb(), "lambdax_known", TestServices.memcached().servers());
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(3);
    }
    api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 2",
    "3, 3",
    "2020-07-21, 1",
    "2020-07-22T11:59:59Z, 1",
    "2020-07-22T12:00:00Z, 2",
    "2020-07-22, 2",
    "2026-01-01, 3"
  })
  void theAnswerIsOfWhatWasKnownThen_andSaysSo(String asOf, long version) throws Exception {
    JsonNode json = get(ASK + "&asOf=" + asOf);
    assertThat(json.get("r").asDouble())
        .isCloseTo(r(TestViews.values(version).get(DEU), version), within(1e-12));
    assertThat(json.get("asOf").get("version").asLong()).isEqualTo(version);
    assertThat(json.get("asOf").get("publishedAt").asText())
        .isEqualTo(TestViews.published(version).get(version).toString());
    assertThat(json.get("version").asLong()).isEqualTo(3);
    assertThat(get(ASK).has("asOf")).isFalse();
  }

  @Test
  void everyQuestionAboutValues_canBeAskedOfThen() throws Exception {
    for (String what : new String[] {"profile", "rolling", "scatter"}) {
      String path = "/api/v1/correlation/" + what + "?" + PAIR.replace("&lag=3", "");
      JsonNode then = get(path + "&asOf=1");
      assertThat(then.get("asOf").get("version").asLong()).isEqualTo(1);
      assertThat(then).isNotEqualTo(get(path + "&asOf=2"));
    }
    JsonNode points = get("/api/v1/series/health:DEU:cases?asOf=1").get("points");
    Series known = TestViews.values(1).get(DEU);
    assertThat(points.size()).isEqualTo(known.size());
    assertThat(points.get(7).get(1).asDouble()).isEqualTo(known.value(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4                    | a version from 1 to 3, or a time after 2020-07-21T12:00:00Z",
        "2020-07-20           | a version from 1 to 3, or a time after 2020-07-21T12:00:00Z",
        "0                    | a version, a day or a time in UTC",
        "-1                   | a version, a day or a time in UTC",
        "2020-02-30           | a version, a day or a time in UTC",
        "2020-07-22T12:00:00  | a version, a day or a time in UTC",
        "9999999999999999999  | a version, a day or a time in UTC",
        "yesterday            | a version, a day or a time in UTC",
      })
  void aTimeThatIsNone_isRefused(String asOf, String expected) throws Exception {
    TestApi.Reply reply = api.get(ASK + "&asOf=" + asOf);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("parameter").asText()).isEqualTo("asOf");
    assertThat(reply.json().get("expected").asText()).contains(expected);
  }

  @Test
  void revisions_areAllThatWasSaidOfTheDaysThatChanged() throws Exception {
    String path = "/api/v1/series/health:DEU:cases/revisions";
    JsonNode rows = get(path + "?from=2020-01-02&to=2020-01-03").get("revisions");
    assertThat(rows.size()).isEqualTo(2 * 3);
    for (int i = 0; i < rows.size(); i++) {
      int version = i % 3 + 1;
      JsonNode row = rows.get(i);
      assertThat(row.get("day").asText()).isEqualTo(i < 3 ? "2020-01-02" : "2020-01-03");
      assertThat(row.get("version").asInt()).isEqualTo(version);
      assertThat(row.get("publishedAt").asText())
          .isEqualTo(TestViews.published(3).get((long) version).toString());
      assertThat(row.get("value").asDouble())
          .isEqualTo(TestViews.values(version).get(DEU).value(i < 3 ? 1 : 2));
    }
    assertThat(api.get(ASK + "&asOf=2&format=csv").header("Lambdax-Freshness"))
        .contains("\"asOf\":{\"version\":2,");
    assertThat(api.get(path + "?to=2020-01-01&format=csv").text().lines())
        .hasSize(4)
        .startsWith("day,version,publishedAt,value");
    assertThat(get(path).get("revisions").size()).isEqualTo(200 * 3);
    assertThat(api.status("/api/v1/series/health:XYZ:cases/revisions")).isEqualTo(404);
  }

  /**
   * Two sources whose publications were imported one source after the other, and a market file
   * without a date that was imported before them.
   */
  @Test
  void aTime_countsThePublicationsOfEachSeries_whateverTheOrderOfTheirVersions() throws Exception {
    SeriesId fra = SeriesId.parse("health:FRA:cases");
    Instant april = Instant.parse("2020-04-01T00:00:00Z");
    Instant december = Instant.parse("2020-12-01T00:00:00Z");
    SortedMap<Long, Instant> published =
        new TreeMap<>(Map.of(1L, Instant.parse("2026-01-01T00:00:00Z")));
    published.putAll(Map.of(2L, april, 3L, december, 4L, april, 5L, december));
    Map<SeriesId, History> histories = Map.of(DAX, said(1), DEU, said(2, 3), fra, said(4, 5));
    Map<SeriesId, Series> values = new TreeMap<>();
    histories.forEach((id, history) -> values.put(id, history.asOf(5)));
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_known_sources", "");
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(5, values, histories, published);
    }
    try (TestApi other = new TestApi(config)) {
      await().until(() -> other.status("/readyz") == 200);
      assertThat(first(other, DEU, "2020-04-01")).isEqualTo(2);
      assertThat(first(other, DEU, "2020-12-01")).isEqualTo(3);
      assertThat(first(other, fra, "2020-04-01")).isEqualTo(4);
      assertThat(first(other, fra, "2020-12-01")).isEqualTo(5);
      assertThat(first(other, DAX, "2020-04-01")).isEqualTo(1);
      TestApi.Reply early = other.get("/api/v1/series/health:FRA:cases?asOf=3");
      assertThat(early.status()).isEqualTo(404);
      assertThat(early.json().get("type").asText()).endsWith(":not-known-then");
      assertThat(early.json().get("detail").asText())
          .startsWith("Parameter 'id' is 'health:FRA:cases', of which no value was known then;");
      assertThat(other.get("/api/v1/series/health:XYZ:cases?asOf=3").text())
          .contains("unknown-series");
      assertThat(other.status("/api/v1/series/health:FRA:cases?asOf=2020-03-31")).isEqualTo(400);
    }
  }

  /** Each version said its own number of one day. */
  private static History said(long... versions) {
    int[] days = new int[versions.length];
    Arrays.fill(days, 18_262);
    return History.of(days, versions, Arrays.stream(versions).asDoubleStream().toArray());
  }

  private static double first(TestApi api, SeriesId id, String asOf) throws Exception {
    TestApi.Reply reply = api.get("/api/v1/series/" + id + "?asOf=" + asOf);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().get("points").get(0).get(1).asDouble();
  }

  private JsonNode get(String path) throws Exception {
    TestApi.Reply reply = api.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private static double r(Series cases, long version) {
    return new Pairing(
            TestViews.values(version).get(DAX),
            cases,
            Transform.RETURN,
            Transform.LEVEL,
            Range.all())
        .answer(3, Method.PEARSON)
        .r()
        .orElseThrow();
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Answer;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Gap;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SourceStatusWriter;
import io.lambdax.store.view.ViewSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route, over a real database and a real cache. */
class ServingIT {
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";
  private static final String PROFILE = ASK.replace("correlation?", "correlation/profile?");

  private static final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2020-05-01T00:00:00Z"));

  private static Database database;
  private static TestViews views;
  private static TestApi api;
  private static long view;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_serving", TestServices.memcached().servers());
    database = TestApi.database(config);
    views = new TestViews(database);
    api = new TestApi(config);
    saysNoViewYet();
    view = views.publish(1);
    await().until(() -> api.status("/readyz") == 200);
  }

  /** Asked before the first view is there, so from {@link #start}. */
  private static void saysNoViewYet() throws Exception {
    await().until(() -> api.get("/readyz").text().contains("\"mysql\":\"ok\""));
    TestApi.Reply reply = api.get(ASK);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(reply.json().get("detail").asText()).contains("first batch has not finished");
    assertThat(api.get("/readyz").text()).contains("first batch has not finished");
    JsonNode status = api.get("/api/v1/status").json();
    assertThat(status.get("view").isNull()).isTrue();
    assertThat(status.get("families").isEmpty()).isTrue();
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  @Test
  void correlation_everyMethod_answersAsCoreDoes() throws Exception {
    Map<SeriesId, Series> values = TestViews.values(1);
    Pairing pairing =
        new Pairing(
            values.get(TestViews.DAX),
            values.get(TestViews.DEU),
            Transform.RETURN,
            Transform.GROWTH7,
            Range.window(90));
    for (Method method : Method.values()) {
      JsonNode json =
          api.get(
                  ASK
                      + "&xTransform=return&yTransform=growth7&lag=-7&window=90&method="
                      + method.word())
              .json();
      Answer answer = pairing.answer(-7, method);
      assertThat(json.get("r").asDouble()).isEqualTo(answer.r().orElseThrow());
      assertThat(json.get("n").asInt()).isEqualTo(answer.n());
      assertThat(json.get("reason").isNull()).isTrue();
      boolean pearson = method == Method.PEARSON;
      assertThat(json.get("p").isNull()).isEqualTo(!pearson);
      assertThat(json.get("ci95").size()).isEqualTo(pearson ? 2 : 0);
      assertThat(json.get("pIid").isNull()).isEqualTo(pearson);
      assertThat(json.get("view").get("id").asLong()).isEqualTo(view);
      assertThat(json.get("view").get("version").asLong()).isEqualTo(1);
      assertThat(json.get("firstDay").asText()).isLessThan(json.get("lastDay").asText());
    }
  }

  @Test
  void correlation_tooFewDays_givesTheReasonAndNoNumber() throws Exception {
    JsonNode json = api.get(ASK + "&from=2020-01-01&to=2020-01-03").json();
    assertThat(json.get("n").asInt()).isEqualTo(3);
    assertThat(json.get("r").isNull()).isTrue();
    assertThat(json.get("reason").asText()).contains("only 3 days");
    JsonNode none = api.get(ASK + "&from=2030-01-01").json();
    assertThat(none.get("n").asInt()).isZero();
    assertThat(none.get("firstDay").isNull()).isTrue();
  }

  @Test
  void profile_hasEveryLagAndTheBestOfThem() throws Exception {
    JsonNode json = api.get(PROFILE + "&xTransform=change").json();
    assertThat(json.get("profile").size()).isEqualTo(121);
    assertThat(json.get("profile").get(0).get("lag").asInt()).isEqualTo(-60);
    JsonNode best = json.get("best");
    double largest =
        StreamSupport.stream(json.get("profile").spliterator(), false)
            .mapToDouble(point -> Math.abs(point.get("r").asDouble()))
            .max()
            .orElseThrow();
    assertThat(Math.abs(best.get("r").asDouble())).isCloseTo(largest, within(1e-12));
    assertThat(best.get("lagsTested").asInt()).isEqualTo(121);
    assertThat(api.get(PROFILE + "&minLag=3&maxLag=3").json().get("profile").size()).isEqualTo(1);
    assertThat(api.get(PROFILE + "&to=2019-01-01").json().get("best").isNull()).isTrue();
  }

  @Test
  void top_isFilteredAndInOrder() throws Exception {
    JsonNode json = api.get("/api/v1/correlation/top?measure=cases").json();
    assertThat(json.get("family").asInt()).isEqualTo(6);
    assertThat(json.get("rows").size()).isEqualTo(4);
    assertThat(Math.abs(json.get("rows").get(0).get("r").asDouble()))
        .isGreaterThanOrEqualTo(Math.abs(json.get("rows").get(3).get("r").asDouble()));
    JsonNode one = api.get("/api/v1/correlation/top?market=DAX&health=FRA&order=q&limit=5").json();
    assertThat(one.get("rows").size()).isEqualTo(1);
    assertThat(one.get("rows").get(0).get("y").asText()).isEqualTo("health:FRA:cases");
    assertThat(one.get("rows").get(0).get("q").asDouble()).isEqualTo(0.5);
  }

  @Test
  void series_areFoundByKindMeasureAndText() throws Exception {
    assertThat(api.get("/api/v1/series").json().get("total").asInt()).isEqualTo(5);
    JsonNode health = api.get("/api/v1/series?kind=health&measure=cases&limit=1").json();
    assertThat(health.get("total").asInt()).isEqualTo(2);
    assertThat(health.get("series").size()).isEqualTo(1);
    assertThat(health.get("series").get(0).get("id").asText()).isEqualTo("health:DEU:cases");
    assertThat(health.get("series").get(0).get("name").asText()).isEqualTo("Germany");
    assertThat(health.get("series").get(0).get("days").asInt()).isEqualTo(200);
    assertThat(api.get("/api/v1/series?text=sAp").json().get("total").asInt()).isEqualTo(1);
  }

  @Test
  void seriesById_isTransformedWholeAndThenCut() throws Exception {
    JsonNode json =
        api.get("/api/v1/series/market:DAX:close?transform=change&from=2020-01-02&to=2020-01-03")
            .json();
    Series values = TestViews.values(1).get(TestViews.DAX);
    assertThat(json.get("points").size()).isEqualTo(2);
    assertThat(json.get("points").get(0).get(0).asText()).isEqualTo("2020-01-02");
    assertThat(json.get("points").get(0).get(1).asDouble())
        .isEqualTo(values.value(1) - values.value(0));
  }

  @Test
  void status_tellsTheSources() throws Exception {
    Instant longAgo = Instant.parse("2020-05-01T00:00:00Z");
    new SourceStatusWriter(database)
        .upsert(
            new SourceStatus(
                "ecdc",
                longAgo,
                "held",
                OptionalInt.of(200),
                7,
                2,
                Optional.of("ecdc-20200501T000000Z-01234567"),
                Optional.of("withdraws too much"),
                Optional.of(longAgo),
                Optional.empty(),
                Duration.ofHours(1)));
    JsonNode json = api.get("/api/v1/status").json();
    assertThat(json.get("lakeId").asText()).isEqualTo(TestViews.LAKE);
    assertThat(json.get("newest").get("health").asText()).isEqualTo("2020-07-18");
    assertThat(json.get("view").get("snapshotId").asText())
        .isEqualTo(Long.toString(TestViews.SNAPSHOT));
    assertThat(json.get("families"))
        .hasToString("[{\"xTransform\":\"return\",\"yTransform\":\"growth7\",\"window\":null}]");
    assertThat(json.get("run").get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(json.get("cache").get("state").asText()).isEqualTo("on");
    JsonNode source = json.get("sources").get(0);
    assertThat(source.get("stale").asBoolean()).isTrue();
    assertThat(source.get("held").get("importId").asText()).startsWith("ecdc-2020");
    assertThat(source.get("rejected").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correlation?x=market:DAX:close&y=health:DEU:cases",
        "correlation/profile?x=market:DAX:close&y=health:DEU:cases",
        "correlation/rolling?x=market:DAX:close&y=health:DEU:cases",
        "correlation/scatter?x=market:DAX:close&y=health:DEU:cases",
        "correlation/matrix?x=market:*:close&y=health:*:cases",
        "correlation/top",
        "series",
        "countries",
        "series/market:DAX:close"
      })
  void everyAnswerSaysHowFreshItIs(String path) throws Exception {
    stale("quiet", Duration.ofDays(36_500));
    TestApi.Reply fresh = awaitStale("/api/v1/" + path, false);
    JsonNode json = fresh.json();
    assertThat(json.get("view").get("version").asLong()).isEqualTo(1);
    assertThat(json.get("view").get("snapshotId").asText())
        .isEqualTo(Long.toString(TestViews.SNAPSHOT));
    assertThat(json.get("newest").get("market").asText()).isEqualTo("2020-07-18");
    assertThat(json.get("newest").get("health").asText()).isEqualTo("2020-07-18");

    stale("quiet", Duration.ofHours(1));
    TestApi.Reply later = awaitStale("/api/v1/" + path, true);
    assertThat(later.header("X-Cache")).as("what is stale is no part of the key").isEqualTo("hit");
    assertThat(later.header("ETag")).isNotEqualTo(fresh.header("ETag"));
    assertThat(api.get("/api/v1/" + path, "If-None-Match", fresh.header("ETag")).status())
        .isEqualTo(200);
    assertThat(api.get("/api/v1/" + path, "If-None-Match", later.header("ETag")).status())
        .isEqualTo(304);
    stale("quiet", Duration.ofDays(36_500));
    assertThat(awaitStale("/api/v1/" + path, false).bytes()).isEqualTo(fresh.bytes());
  }

  /** A source that succeeded in 2020; whether it is stale is a matter of its interval. */
  private static void stale(String source, Duration interval) {
    Instant then = clock.updateAndGet(before -> before.plusSeconds(1));
    new SourceStatusWriter(database)
        .upsert(
            new SourceStatus(
                source,
                then,
                "unchanged",
                OptionalInt.empty(),
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(then),
                Optional.empty(),
                interval));
  }

  private static TestApi.Reply awaitStale(String path, boolean stale) throws Exception {
    await()
        .until(
            () -> api.get(path).json().get("staleSources").toString().contains("quiet") == stale);
    return api.get(path);
  }

  @Test
  void status_showsWhatTheSignalsSkipAndWhatToDo() throws Exception {
    RunStore runs = new RunStore(database);
    assertThat(api.get("/api/v1/status").json().get("gap").isNull()).isTrue();
    runs.gap(TestViews.LAKE, Optional.of(new Gap(3, 2)));
    JsonNode gap = api.get("/api/v1/status").json().get("gap");
    runs.gap(TestViews.LAKE, Optional.empty());
    assertThat(gap.get("firstMissing").asLong()).isEqualTo(3);
    assertThat(gap.get("versions").asLong()).isEqualTo(2);
    assertThat(gap.get("remedy").asText()).isEqualTo("importer republish --from-version 3");
  }

  @Test
  void equalQuestions_howeverWritten_areOneKey_andAHitIsTheMissByteForByte() throws Exception {
    TestApi.Reply miss = api.get(ASK + "&lag=11");
    TestApi.Reply hit =
        api.get(
            "/api/v1/correlation?method=pearson&lag=11&yTransform=level&y=health%3ADEU%3Acases"
                + "&xTransform=level&x=market:DAX:close");
    assertThat(miss.header("X-Cache")).isEqualTo("miss");
    assertThat(hit.header("X-Cache")).isEqualTo("hit");
    assertThat(hit.bytes()).isEqualTo(miss.bytes());
    assertThat(hit.header("ETag")).isEqualTo(miss.header("ETag"));
    assertThat(api.get(ASK + "&lag=11", "If-None-Match", miss.header("ETag")).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correlation?x=market:DAX:close&y=health:DEU:cases&lag=12", "series?limit=1"})
  void anAnswerThatIsKept_isTheSameInTheSameHeaders_whicheverWayItIsSent(String ask)
      throws Exception {
    String address = "/api/v1/" + ask;
    api.get(address);
    TestApi.Reply shortcut = api.get(address);
    String counted =
        "lambdax_http_requests_seconds_count{cache=\"hit\",part=\"serving-api\",route=\"/api/v1/"
            + ask.substring(0, ask.indexOf('?'))
            + "\",status=\"200\"";
    double before = api.metric(counted);
    // A tag that may be held has to be compared, which is left to the route.
    TestApi.Reply route = api.get(address, "If-None-Match", "\"another\"");
    assertThat(headers(shortcut)).isEqualTo(headers(route)).containsKey("content-security-policy");
    assertThat(shortcut.bytes()).isEqualTo(route.bytes());
    assertThat(shortcut.header("X-Cache")).isEqualTo("hit");
    assertThat(shortcut.header("X-Request-Id"))
        .isNotEmpty()
        .isNotEqualTo(route.header("X-Request-Id"));
    api.get(address);
    assertThat(before).isPositive();
    assertThat(api.metric(counted)).isEqualTo(before + 2);
  }

  private static Map<String, List<String>> headers(TestApi.Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.response().headers().map());
    headers.keySet().removeAll(List.of("x-request-id", "date"));
    return headers;
  }

  @Test
  void newView_isServedSoon_revertGoesBack_andUnpinStays() throws Exception {
    String ask = ASK + "&lag=1";
    byte[] before = api.get(ask).bytes();
    long next = views.publish(2);
    await().until(() -> api.get(ask).json().get("view").get("id").asLong() == next);
    assertThat(api.get(ask).json().get("r")).isNotEqualTo(json(before).get("r"));
    new ViewSwitch(database).revert();
    await().until(() -> api.get(ask).json().get("view").get("id").asLong() == view);
    assertThat(api.get(ask).bytes()).isEqualTo(before);
    assertThat(api.get("/api/v1/status").json().get("view").get("pinned").asBoolean()).isTrue();
    new ViewSwitch(database).unpin();
  }

  private static JsonNode json(byte[] bytes) throws Exception {
    return new ObjectMapper().readTree(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "correlation?y=health:DEU:cases | x | NIL | a market series | 400",
        "correlation?x=market:DAX:close | y | NIL | a health series | 400",
        "correlation?x=DAX&y=health:DEU:cases | x | DAX | kind:entity:measure | 400",
        "correlation?x=health:DEU:cases&y=market:DAX:close | x | health:DEU:cases | market:DAX:close | 400",
        "correlation?x=market:DAX:close&y=market:SAP:close | y | market:SAP:close | a health series | 400",
        "correlation?x=market:DAXX:close&y=health:DEU:cases | x | market:DAXX:close | market:DAX:close | 404",
        "correlation?x=market:DAX:close&y=health:GER:cases | y | health:GER:cases | health:DEU:cases | 404",
        "correlation?x=market:DAX:close&y=health:Germany:cases | y | health:Germany:cases | such as health:DEU:cases | 404",
        "correlation?x=market:DAX:close&y=health:DE:case | y | health:DE:case | such as health:DEU:cases, health:DEU:deaths | 404",
        "correlation?x=Market:DAX:Close&y=health:DEU:cases | x | Market:DAX:Close | market:DAX:close (a market | 400",
        "correlation?x=market:DAX:close&y=helth:Czech%20Republic:cases | y | helth:Czech Republic:cases | health:CZE:cases (a health | 400",
        "correlation?$&lag=366 | lag | 366 | from -365 to 365 | 400",
        "correlation?$&lag=1.5 | lag | 1.5 | a whole number | 400",
        "correlation?$&lag= | lag | '' | leave the parameter out | 400",
        "correlation?$&lag=99999999999 | lag | 99999999999 | a whole number | 400",
        "correlation?$&method=cosine | method | cosine | pearson, spearman, kendall | 400",
        "correlation?$&xTransform=log | xTransform | log | level, change, relchange | 400",
        "correlation?$&yTransform=Level | yTransform | Level | level, change | 400",
        "correlation?$&from=2020-02-30 | from | 2020-02-30 | YYYY-MM-DD | 400",
        "correlation?$&to=01/02/2020 | to | 01/02/2020 | YYYY-MM-DD | 400",
        "correlation?$&from=2020-03-02&to=2020-03-01 | from | 2020-03-02 | 2020-03-01 | 400",
        "correlation?$&window=-1 | window | -1 | from 0 to | 400",
        "correlation?$&window=all | window | all | for all days leave it out | 400",
        "correlation/top?window=all | window | all | for all days leave it out | 400",
        "correlation?$&window=90&from=2020-03-02 | window | 90 | not both | 400",
        "correlation?$&xtransform=level | xtransform | level | xTransform | 400",
        "correlation?$&minLag=3 | minLag | 3 | lag | 400",
        "correlation?$&lag=1&lag=2 | lag | '1, 2' | one value | 400",
        "correlation/profile?$&minLag=5&maxLag=4 | minLag | 5 | minLag up to maxLag | 400",
        "correlation/profile?$&maxLag=-61 | maxLag | -61 | minLag up to maxLag | 400",
        "correlation/profile?$&lag=3 | lag | 3 | minLag | 400",
        "correlation/rolling?$&days=4 | days | 4 | from 5 to | 400",
        "correlation/rolling?$&step=0 | step | 0 | from 1 to | 400",
        "correlation/rolling?$&minLag=0 | minLag | 0 | lag | 400",
        "correlation/scatter?$&method=kendall | method | kendall | one of x, y | 400",
        "correlation/scatter?$&lag=-366 | lag | -366 | from -365 to 365 | 400",
        "correlation/matrix?y=health:*:cases | x | NIL | market:*:close for all that there are | 400",
        "correlation/matrix?$&lag=worst | lag | worst | or the word best | 400",
        "correlation/matrix?$&minLag=3 | minLag | 3 | lag=best beside it | 400",
        "correlation/matrix?$&lag=best&minLag=61 | minLag | 61 | minLag up to maxLag | 400",
        "correlation/matrix?x=market:DAX:close,&y=health:*:cases | x | market:DAX:close, | commas between them | 400",
        "correlation/matrix?x=market:*:*&y=health:*:cases | x | market:*:* | market series with commas | 400",
        "correlation/matrix?x=health:*:cases&y=health:*:cases | x | health:*:cases | market series with commas | 400",
        "correlation/matrix?x=market:DAX:close&y=health:*:tests | y | health:*:tests | have, such as health:*:cases, health:*:deaths | 404",
        "correlation/matrix?x=Market:DAX:close,market:SAP:close&y=health:*:cases | x | Market:DAX:close,market:SAP:close | market:DAX:close,market:SAP:close (market series | 400",
        "correlation/matrix?x=market:DAX:close&y=health:GER:cases | y | health:GER:cases | health:DEU:cases | 404",
        "correlation/top?order=p | order | p | r, q | 400",
        "correlation/top?window=90 | window | 90 | one of return×growth7 with window 0 | 404",
        "correlation/top?yTransform=avg7 | yTransform | avg7 | return×growth7 with window 0 | 404",
        "correlation/top?xTransform=level | xTransform | level | return×growth7 with window 0 | 404",
        "correlation/top?market=NOPE | market | NOPE | such as SAP, DAX | 404",
        "correlation/top?health=Germany | health | Germany | such as DEU, FRA | 404",
        "correlation/top?health=XXX&measure=deaths&format=csv | health | XXX | such as DEU, FRA | 404",
        "correlation/top?health=dau&order=q | health | dau | such as DEU, FRA | 404",
        "correlation/top?measure=case | measure | case | such as cases, deaths | 404",
        "correlation/top?country=DEU | country | DEU | health | 400",
        "correlation/top?limit=0 | limit | 0 | from 1 to 1000 | 400",
        "correlation/top?market=a%20b | market | a b | for example DAX | 400",
        "series?kind=stock | kind | stock | market, health | 400",
        "series?country=DEU&kind=market | country | DEU | kind=health | 400",
        "series?country=DEU&entity=FRA | country | DEU | without entity | 400",
        "series?after=series | after | series | of the page before, as it was given | 400",
        "series?after=MDEyMzQ1Njc4OWFiY2RlZiBtYXJrZXQ6REFY | after | MDEyMzQ1Njc4OWFiY2RlZiBtYXJrZXQ6REFY | of the page before, as it was given | 400",
        "countries?text=ger | text | ger | format | 400",
        "series?limit=ten | limit | ten | a whole number | 400",
        "series?name=x | name | x | measure | 400",
        "series/market:DAX | id | market:DAX | kind:entity:measure | 400",
        "series/market:DEU:cases | id | market:DEU:cases | such as health:DEU:cases | 404",
        "series/market:DAX:clos | id | market:DAX:clos | market:DAX:close | 404",
        "series/market:DAX:close?transform=x | transform | x | level, change | 400",
        "status?x=1 | x | 1 | no parameters | 400",
      })
  void badParameter_isNamedWithItsValueAndWhatWouldBeRight(
      String path, String parameter, String value, String expected, int status) throws Exception {
    TestApi.Reply reply =
        api.get("/api/v1/" + path.replace("$", "x=market:DAX:close&y=health:DEU:cases"));
    JsonNode problem = reply.json();
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.get("expected").asText()).contains(expected);
    assertThat(problem.get("detail").asText()).contains("'" + parameter + "'");
    assertThat(problem.has("value")).isEqualTo(!value.equals("NIL"));
    if (problem.has("value")) {
      assertThat(problem.get("value").asText()).isEqualTo(value);
    }
  }

  @Test
  void page_isServedWithATagAndWithoutLeavingItsDirectory() throws Exception {
    TestApi.Reply page = api.get("/");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(api.get("/", "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
    assertThat(api.get("/index.html").bytes()).isEqualTo(page.bytes());
    for (String path : List.of("/reference.conf", "/..%2freference.conf", "/js", "/nothing.html")) {
      TestApi.Reply none = api.get(path);
      assertThat(none.status()).as(path).isIn(400, 404);
      assertThat(none.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  @Test
  void page_isFoundByItsNameToo() throws Exception {
    TestApi.Reply named = api.get("/pairs?show=lags&lag=3");
    assertThat(named.status()).isEqualTo(302);
    assertThat(named.header("Location")).isEqualTo("/pairs.html?show=lags&lag=3");
    assertThat(api.get("/data").header("Location")).isEqualTo("/data.html");
    assertThat(api.status("/pear")).isEqualTo(404);
  }

  @Test
  void metrics_countHitsAndMisses() throws Exception {
    String hit = "lambdax_cache_lookups_total{outcome=\"hit\"";
    api.get(ASK + "&lag=21");
    double hits = api.metric(hit);
    api.get(ASK + "&lag=21");
    assertThat(api.metric(hit)).isEqualTo(hits + 1);
    assertThat(api.status("/healthz")).isEqualTo(200);
  }

  @Test
  void anAddressMeansTheSame_whateverElseARequestSays() throws Exception {
    String all = "/api/v1/series";
    assertThat(api.status(all)).isEqualTo(200);
    assertThat(api.status(all + "?null")).isEqualTo(400);
    assertThat(
            api.get(all + "?text=Cura%C3%A7ao", "Content-Type", "x; charset=ISO-8859-1")
                .header("ETag"))
        .isEqualTo(api.get(all + "?text=Cura%c3%a7ao").header("ETag"));
    assertThat(api.get(all + "?kind=market", "Content-Type", "x; charset=nonsense").status())
        .isEqualTo(200);
  }
}

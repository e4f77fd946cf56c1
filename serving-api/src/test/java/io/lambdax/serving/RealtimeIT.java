package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.view.Families;
import io.lambdax.serving.view.TopPairs;
import io.lambdax.serving.view.View;
import io.lambdax.serving.view.ViewRows;
import io.lambdax.serving.view.ViewWatch;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.Ranking;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SummaryFilter;
import io.lambdax.store.view.SummaryOrder;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Answers over both views, with a real database and a real cache. */
class RealtimeIT extends BothViews {
  private static final SeriesId DAX = TestViews.DAX;
  private static final SeriesId DEU = TestViews.DEU;
  private static final SeriesId FRA = SeriesId.parse("health:FRA:cases");
  private static final SeriesId SAP = SeriesId.parse("market:SAP:close");
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";
  private static final String FRANCE = ASK.replace("DEU", "FRA");
  private static final String TOP = "/api/v1/correlation/top?limit=100";

  private final Map<SeriesId, Series> truth = new TreeMap<>(TestViews.values(1));

  @Test
  void answer_includesTheNewestFacts_andSaysWhichSeriesTheyAreOf() throws Exception {
    JsonNode before = api.get(ASK).json();
    assertThat(before.get("version").asLong()).isEqualTo(1);
    assertThat(before.get("realtime").get("newer").size()).isZero();
    TestApi.Reply france = api.get(FRANCE);

    change(2, DEU, TestRealtime.grown(truth.get(DEU), 3));
    JsonNode json = awaitVersion(ASK, 2);
    assertThat(json.get("r").asDouble())
        .isEqualTo(r(DAX, DEU))
        .isNotEqualTo(before.get("r").asDouble());
    assertThat(json.get("view").get("version").asLong()).isEqualTo(1);
    assertThat(names(json.get("realtime").get("newer"))).containsExactly("health:DEU:cases");
    assertThat(json.get("newest").get("market").asText()).isEqualTo("2020-07-18");
    assertThat(json.get("newest").get("health").asText()).isEqualTo("2020-07-21");
    JsonNode profile = api.get(ASK.replace("correlation?", "correlation/profile?")).json();
    assertThat(profile.get("profile").get(60).get("r").asDouble()).isEqualTo(r(DAX, DEU));
    JsonNode points = api.get("/api/v1/series/health:DEU:cases").json().get("points");
    assertThat(points.size()).isEqualTo(203);
    JsonNode list = api.get("/api/v1/series?text=deu:cases").json();
    assertThat(list.get("series").get(0).get("lastDay").asText()).isEqualTo("2020-07-21");
    assertThat(list.get("realtime").get("newerCount").asInt()).isEqualTo(1);

    TestApi.Reply again = api.get(FRANCE);
    assertThat(again.header("X-Cache")).as("its series are the same").isEqualTo("hit");
    assertThat(again.header("ETag")).isNotEqualTo(france.header("ETag"));
    assertThat(again.json().get("version").asLong()).isEqualTo(2);
    assertThat(again.json().get("r")).isEqualTo(france.json().get("r"));
  }

  @Test
  void lateFact_thatLeavesTheVersionAsItIs_isInTheAnswer() throws Exception {
    change(2, DEU, TestRealtime.grown(truth.get(DEU), 0));
    double before = awaitVersion(ASK, 2).get("r").asDouble();
    change(2, DEU, truth.get(FRA));
    assertThat(r(DAX, DEU)).isNotEqualTo(before);
    await().until(() -> api.get(ASK).json().get("r").asDouble() == r(DAX, DEU));
  }

  @Test
  void asOf_theNewestVersionIsKnown_andWhatLiesBetweenAfterTheNextBatch() throws Exception {
    double before = api.get(ASK).json().get("r").asDouble();
    change(3, DEU, TestRealtime.grown(truth.get(DEU), 2));
    awaitVersion(ASK, 3);
    JsonNode now = api.get(ASK + "&asOf=3").json();
    assertThat(now.get("r").asDouble()).isEqualTo(r(DAX, DEU)).isNotEqualTo(before);
    assertThat(now.get("asOf").get("version").asLong()).isEqualTo(3);
    assertThat(now.get("asOf").get("publishedAt").isNull()).isTrue();
    assertThat(api.get(ASK + "&asOf=1").json().get("r").asDouble()).isEqualTo(before);

    assertThat(api.get(ASK + "&asOf=2999-12-31").json().get("r")).isEqualTo(now.get("r"));
    assertThat(api.status(ASK + "&asOf=2020-07-22")).as("after the view's").isEqualTo(503);
    assertThat(api.status(FRANCE + "&asOf=2020-07-22")).as("nothing newer").isEqualTo(200);

    TestApi.Reply between = api.get(ASK + "&asOf=2");
    assertThat(between.status()).isEqualTo(503);
    assertThat(between.header("Retry-After")).isNotEmpty();
    assertThat(between.json().get("detail").asText())
        .contains("health:DEU:cases has facts of versions up to 3", "next batch");
    assertThat(api.get(FRANCE + "&asOf=2").json().get("r").isNumber()).isTrue();
  }

  @Test
  void withdrawnSeries_isNotThere_andANewOneIs() throws Exception {
    SeriesId ita = SeriesId.parse("health:ITA:cases");
    assertThat(api.status(FRANCE)).isEqualTo(200);
    assertThat(api.status(ASK.replace("DEU", "ITA"))).isEqualTo(404);
    truth.put(ita, truth.get(DEU));
    realtime.values(2, Map.of(FRA, Series.EMPTY, ita, truth.get(ita)));
    awaitVersion(ASK, 2);
    TestApi.Reply gone = api.get(FRANCE);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text()).contains("unknown-series");
    JsonNode there = api.get(ASK.replace("DEU", "ITA")).json();
    assertThat(there.get("r").asDouble()).isEqualTo(r(DAX, DEU));
    assertThat(api.get("/api/v1/series?kind=health").json().get("series").findValuesAsText("id"))
        .containsExactly("health:DEU:cases", "health:DEU:deaths", "health:ITA:cases");
    JsonNode top = api.get(TOP).json();
    assertThat(top.get("rows").findValuesAsText("y")).doesNotContain("health:FRA:cases");
    assertThat(top.get("family").asInt()).isEqualTo(4);
  }

  @Test
  void top_ofBothViews_isWhatABatchOverAllFactsWouldSay() throws Exception {
    JsonNode batch = api.get(TOP).json();
    assertThat(batch.get("qFrom").asText()).isEqualTo("batch");
    assertThat(batch.get("newerCount").asInt()).isZero();

    SeriesId ita = SeriesId.parse("health:ITA:cases");
    change(2, DEU, TestRealtime.grown(truth.get(DEU), 2));
    change(2, ita, TestRealtime.grown(truth.get(FRA), 4));
    JsonNode behind = awaitBehind(1);
    assertThat(behind.get("version").asLong()).isEqualTo(1);
    assertThat(behind.get("realtime").get("version").asLong()).isEqualTo(2);
    assertThat(behind.get("rows")).isEqualTo(batch.get("rows"));

    realtime.summaries(2, truth, Set.of(DEU, ita));
    realtime.nothing(2, Set.of(DAX, SAP), SeriesId.parse("health:XYZ:cases"));
    realtime.summarized(2);
    JsonNode merged = awaitBehind(0);
    assertThat(merged.get("version").asLong()).isEqualTo(2);
    assertThat(merged.get("qFrom").asText()).isEqualTo("both");
    assertThat(merged.get("newerCount").asInt()).isEqualTo(4);
    assertThat(merged.get("family").asInt()).isEqualTo(8);
    for (SummaryOrder order : SummaryOrder.values()) {
      JsonNode rows =
          api.get(TOP + "&order=" + order.name().toLowerCase(Locale.ROOT)).json().get("rows");
      List<RankedSummary> expected =
          Ranking.of(TestViews.pairs(truth)).stream().sorted(order.comparator()).toList();
      assertThat(rows.size()).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        RankedSummary row = expected.get(i);
        assertThat(rows.get(i).get("x").asText()).isEqualTo(row.summary().x().toString());
        assertThat(rows.get(i).get("y").asText()).isEqualTo(row.summary().y().toString());
        assertThat(rows.get(i).get("r").asDouble())
            .isEqualTo(row.summary().best().orElseThrow().r());
        assertThat(rows.get(i).get("q").asDouble()).isEqualTo(row.q().orElseThrow());
      }
    }
    assertThat(api.get(TOP + "&health=ITA&market=SAP").json().get("rows").size()).isEqualTo(1);

    // A batch that covers it all says the same again, though not before it is current.
    truth.putAll(TestViews.values(3));
    views.publish(3);
    await().until(() -> api.get(TOP).json().get("qFrom").asText().equals("batch"));
  }

  @Test
  void familyTooLargeToRankAnew_isMergedAllTheSame_withTheBatchsQ() throws Exception {
    SeriesId ita = SeriesId.parse("health:ITA:cases");
    change(2, DEU, TestRealtime.grown(truth.get(DEU), 2));
    change(2, ita, TestRealtime.grown(truth.get(FRA), 4));
    realtime.values(2, Map.of(FRA, Series.EMPTY));
    realtime.nothing(2, Set.of(DAX, SAP), FRA);
    realtime.summaries(2, truth, Set.of(DEU, ita));
    realtime.summarized(2);
    truth.remove(FRA);
    try (ViewWatch watch = new ViewWatch(database, Duration.ofSeconds(30))) {
      watch.refresh();
      ViewRows rows = new ViewRows(watch, new Families(0), 1 << 20);
      View view = rows.view(watch.current().orElseThrow(), Set.of());
      TopPairs top =
          view.top(new Families.Wanted(TestViews.FAMILY, SummaryFilter.ALL, SummaryOrder.R, 100));
      assertThat(top.ranked()).isFalse();
      assertThat(top.tested()).isEqualTo(6);
      assertThat(top.rows())
          .extracting(RankedSummary::summary)
          .containsExactlyElementsOf(
              Ranking.of(TestViews.pairs(truth)).stream()
                  .sorted(SummaryOrder.R.comparator())
                  .map(RankedSummary::summary)
                  .toList());
      for (RankedSummary row : top.rows()) {
        boolean known = !row.summary().y().equals(ita);
        assertThat(row.q()).isEqualTo(known ? OptionalDouble.of(0.5) : OptionalDouble.empty());
      }
      SummaryFilter filter =
          new SummaryFilter(Optional.of("SAP"), Optional.of("DEU"), Optional.of("cases"));
      assertThat(view.top(new Families.Wanted(TestViews.FAMILY, filter, SummaryOrder.Q, 5)).rows())
          .singleElement()
          .matches(row -> row.summary().x().equals(SAP) && row.summary().y().equals(DEU));
    }
  }

  @Test
  void familyOfWhichTheBatchKeptSomePairs_isNotRankedAnew() throws Exception {
    long view = database.snapshot(BatchView::current).orElseThrow().id();
    new ViewWriter(database).cut(view, TestViews.FAMILY, 500);
    assertThat(api.get(TOP).json().get("family").asLong()).isEqualTo(500);

    change(2, DEU, TestRealtime.grown(truth.get(DEU), 2));
    realtime.summaries(2, truth, Set.of(DEU));
    realtime.summarized(2);

    JsonNode top = awaitBehind(0);
    assertThat(top.get("newerCount").asInt()).isEqualTo(2);
    assertThat(top.get("qFrom").asText()).isEqualTo("batch");
    assertThat(top.get("family").asLong()).isEqualTo(500);
    assertThat(top.get("rows")).isNotEmpty();
    assertThat(top.get("rows")).allMatch(row -> row.get("q").asDouble() == 0.5);
  }

  @Test
  void bothSidesOfOneAnswer_areOfOneVersion_andNothingGoesBack_revertIncluded() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> read = new ArrayList<>();
      marked(2);
      awaitVersion(ASK, 2);
      read.add(readers.submit(() -> read(done, ASK)));
      read.add(readers.submit(() -> read(done, ASK + "&xTransform=change")));
      for (int version = 3; version < 60; version++) {
        marked(version);
        if (version == 20) {
          views.publish(5);
        } else if (version == 40) {
          assertThat(new ViewSwitch(database).revert().done()).isTrue();
        } else if (version == 50) {
          assertThat(new ViewSwitch(database).unpin().done()).isTrue();
          views.publish(45);
        }
      }
      awaitVersion(ASK, 59);
      done.set(true);
      for (Future<Integer> answers : read) {
        assertThat(answers.get()).isGreaterThan(20);
      }
    } finally {
      readers.shutdownNow();
    }
  }

  /**
   * DAX and DEU have a day of their own each version: two that differ have one day less in common.
   */
  private void marked(int version) throws Exception {
    Map<SeriesId, Series> both = new TreeMap<>();
    for (SeriesId id : List.of(DAX, DEU)) {
      Series series = TestViews.values(1).get(id);
      int[] days = series.days();
      days[days.length - 1] += version;
      both.put(id, Series.of(days, series.values()));
    }
    realtime.values(version, both);
  }

  private int read(AtomicBoolean done, String ask) throws Exception {
    int answers = 0;
    long version = 0;
    String newest = "";
    while (!done.get()) {
      JsonNode json = api.get(ask + "&lag=0").json();
      assertThat(json.get("n").asInt()).isEqualTo(ask.contains("change") ? 199 : 200);
      assertThat(json.get("version").asLong()).isGreaterThanOrEqualTo(version);
      assertThat(json.get("newest").get("health").asText()).isGreaterThanOrEqualTo(newest);
      assertThat(json.get("lastDay").asText())
          .as("as new as it says, or newer")
          .isGreaterThanOrEqualTo(json.get("newest").get("health").asText());
      version = json.get("version").asLong();
      newest = json.get("newest").get("health").asText();
      answers++;
    }
    return answers;
  }

  @Test
  void status_tellsHowFarTheRealtimeViewIs_andWhatIsLacking() throws Exception {
    change(2, DEU, TestRealtime.grown(truth.get(DEU), 3));
    JsonNode json = api.get("/api/v1/status").json();
    assertThat(json.get("version").asLong()).isEqualTo(2);
    assertThat(json.get("newest").get("health").asText()).isEqualTo("2020-07-21");
    JsonNode state = json.get("realtime");
    assertThat(state.get("since").asLong()).isEqualTo(1);
    assertThat(state.get("lag").asLong()).isEqualTo(1);
    assertThat(state.get("newerCount").asInt()).isEqualTo(1);
    assertThat(state.get("heartbeatAgeSeconds").asDouble()).isBetween(0.0, 9.0);
    assertThat(state.get("gap").isNull()).isTrue();
    await().until(() -> api.metric("lambdax_realtime_lag") == 1);
    assertThat(api.metric("lambdax_realtime_gap")).isZero();
  }

  @Test
  void speedLayerSilentWhileFactsAreImported_isAGap() throws Exception {
    silence(Duration.ofSeconds(30));
    assertThat(api.get("/api/v1/status").json().get("realtime").get("gap").isNull())
        .as("nothing was imported since")
        .isTrue();
    new RunStore(database).launch(TestViews.LAKE, 4, "run-4", Duration.ofMinutes(1));
    JsonNode gap = api.get("/api/v1/status").json().get("realtime").get("gap");
    assertThat(gap.get("reason").asText()).contains("s ago");
    assertThat(gap.get("remedy").asText()).contains("speed-layer");
    await().until(() -> api.metric("lambdax_realtime_gap") == 1);
    realtime.summarized(1);
    realtime.values(4, Map.of());
    await().until(() -> api.metric("lambdax_realtime_gap") == 0);
  }

  @Test
  void realtimeViewThatBeginsAboveTheBatchView_isAGap_andIsNotMixedIn() throws Exception {
    new TestRealtime(database, 3).values(5, Map.of(DEU, TestRealtime.grown(truth.get(DEU), 3)));
    await().until(() -> api.metric("lambdax_realtime_gap") == 1);
    JsonNode json = api.get(ASK).json();
    assertThat(json.get("realtime").get("gap").asBoolean()).isTrue();
    assertThat(json.get("version").asLong()).isEqualTo(1);
    assertThat(json.get("r").asDouble()).isEqualTo(r(DAX, DEU));
    assertThat(api.get("/api/v1/status").json().at("/realtime/gap/remedy").asText())
        .contains("a batch of version 3 or later");
    views.publish(3);
    await().until(() -> api.metric("lambdax_realtime_gap") == 0);
    assertThat(awaitVersion(ASK, 5).get("realtime").get("newer").size()).isEqualTo(1);
  }

  @Test
  void aGapThatCloses_bringsItsSummariesIntoTheList_thoughNoVersionIsNew() throws Exception {
    TestRealtime late = new TestRealtime(database, 3);
    await().until(() -> api.metric("lambdax_realtime_gap") == 1);
    JsonNode before = api.get(TOP).json().get("rows");
    truth.put(DEU, TestRealtime.grown(truth.get(DEU), 3));
    late.values(3, Map.of(DEU, truth.get(DEU)));
    late.summaries(3, truth, Set.of(DEU));
    assertThat(api.get(TOP).json().get("rows")).isEqualTo(before);

    new TestRealtime(database, 1);
    await().until(() -> api.metric("lambdax_realtime_gap") == 0);
    assertThat(api.get(TOP).json().get("rows")).isNotEqualTo(before);
  }

  private void silence(Duration age) throws Exception {
    database.execute(
        handle ->
            handle.execute(
                "update realtime_share set updated_at = utc_timestamp(6) - interval ? second",
                age.toSeconds()));
  }

  private void change(long version, SeriesId id, Series series) throws Exception {
    truth.put(id, series);
    realtime.values(version, Map.of(id, series));
  }

  private double r(SeriesId x, SeriesId y) {
    return new Pairing(truth.get(x), truth.get(y), Transform.LEVEL, Transform.LEVEL, Range.all())
        .answer(0, Method.PEARSON)
        .r()
        .orElseThrow();
  }

  private JsonNode awaitVersion(String ask, long version) throws Exception {
    await().until(() -> api.get(ask).json().path("version").asLong() == version);
    return api.get(ask).json();
  }

  private JsonNode awaitBehind(long versions) throws Exception {
    await().until(() -> api.get(TOP).json().get("realtime").get("behind").asLong() == versions);
    return api.get(TOP).json();
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }
}

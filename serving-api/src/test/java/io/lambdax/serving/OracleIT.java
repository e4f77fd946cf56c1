package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.Ranking;
import io.lambdax.testing.MirroredFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every question of the independent oracle, over HTTP: those on the 41 daily publications as of
 * their days, those on the last one as of now. Each is asked twice, worked out and from the cache.
 */
class OracleIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLIENTS = 4;
  private static final List<String> KEYS =
      List.of(
          "x", "y", "xTransform", "yTransform", "lag", "method", "from", "to", "window", "asOf");

  /** A question with what the oracle answers. */
  private record Asked(String address, JsonNode want, String kind) {}

  private final Path data = MirroredFiles.dataOrSkip();
  private final SortedMap<Long, Instant> published = new TreeMap<>();
  private final Map<SeriesId, Series> values = new TreeMap<>();
  private final Map<SeriesId, History> histories = new TreeMap<>();
  private final List<JsonNode> lists = new ArrayList<>();

  /** The markets as version 1, then each publication as the next, the last one as that of now. */
  private void read() {
    published.put(1L, Instant.parse("2020-03-01T00:00:00Z"));
    MirroredFiles.closes(data).forEach((name, days) -> add(name, days, facts(1L, Map.of(), days)));
    Map<String, SortedMap<LocalDate, Double>> known = new HashMap<>();
    Map<String, SortedMap<LocalDate, SortedMap<Long, Double>>> said = new TreeMap<>();
    List<Path> files = new ArrayList<>(MirroredFiles.files(data.resolve("mirror/ecdc-daily")));
    files.add(data.resolve("mirror/ecdc/casedistribution-2020-12-14.csv.gz"));
    for (Path file : files) {
      long version = published.lastKey() + 1;
      String day =
          String.valueOf(file.getFileName()).replaceAll(".*(\\d{4}-\\d\\d-\\d\\d).*", "$1");
      published.put(version, Instant.parse(day + "T12:00:00Z"));
      Map<String, SortedMap<LocalDate, Double>> now = MirroredFiles.ecdc(file);
      Stream.concat(now.keySet().stream(), known.keySet().stream())
          .distinct()
          .forEach(
              name -> {
                Map<LocalDate, Double> before = known.getOrDefault(name, new TreeMap<>());
                facts(version, before, now.getOrDefault(name, new TreeMap<>()))
                    .forEach(
                        (date, fact) ->
                            said.computeIfAbsent(name, any -> new TreeMap<>())
                                .computeIfAbsent(date, any -> new TreeMap<>())
                                .putAll(fact));
              });
      known.clear();
      known.putAll(now);
    }
    said.forEach((name, facts) -> add(name, known.getOrDefault(name, new TreeMap<>()), facts));
  }

  /** What a publication says that was not known before it; NaN where it says a day no more. */
  private static SortedMap<LocalDate, SortedMap<Long, Double>> facts(
      long version, Map<LocalDate, Double> before, Map<LocalDate, Double> now) {
    SortedMap<LocalDate, SortedMap<Long, Double>> facts = new TreeMap<>();
    now.forEach(
        (day, value) -> {
          if (!value.equals(before.get(day))) {
            facts.put(day, new TreeMap<>(Map.of(version, value)));
          }
        });
    before.keySet().stream()
        .filter(day -> !now.containsKey(day))
        .forEach(day -> facts.put(day, new TreeMap<>(Map.of(version, Double.NaN))));
    return facts;
  }

  private void add(
      String name,
      SortedMap<LocalDate, Double> now,
      SortedMap<LocalDate, SortedMap<Long, Double>> facts) {
    SeriesId id = SeriesId.parse(name);
    values.put(id, Series.of(now));
    int size = facts.values().stream().mapToInt(Map::size).sum();
    int[] days = new int[size];
    long[] versions = new long[size];
    double[] said = new double[size];
    int i = 0;
    for (var day : facts.entrySet()) {
      for (var fact : day.getValue().entrySet()) {
        days[i] = Math.toIntExact(day.getKey().toEpochDay());
        versions[i] = fact.getKey();
        said[i++] = fact.getValue();
      }
    }
    histories.put(id, History.of(days, versions, said));
  }

  private List<Asked> questions() throws IOException {
    List<Asked> all = new ArrayList<>();
    for (String file :
        List.of(
            "correlation-2020-12-14",
            "correlation-daily",
            "profile-best-2020-12-14",
            "list-2020-12-14")) {
      Path path = data.resolve("reference").resolve(file + ".jsonl.gz");
      for (String line : MirroredFiles.text(path).split("\n")) {
        ObjectNode question = (ObjectNode) JSON.readTree(line);
        if (question.has("published")) {
          question.set("asOf", question.get("published"));
        }
        switch (question.path("op").asText("correlation")) {
          case "correlation" -> all.add(asked("correlation", question, question, "answer"));
          case "profile" ->
              all.add(asked("correlation/profile", question, question.get("profile"), "profile"));
          case "best" ->
              all.add(asked("correlation/profile", question, question.get("best"), "best"));
          default -> {
            lists.add(question);
            for (JsonNode row : question.get("rows")) {
              ObjectNode pair = question.deepCopy();
              pair.set("x", row.get("x"));
              pair.set("y", row.get("y"));
              all.add(asked("correlation/profile", pair, row, "best"));
            }
          }
        }
      }
    }
    return all;
  }

  private static Asked asked(String what, JsonNode question, JsonNode want, String kind) {
    return new Asked(
        KEYS.stream()
            .filter(question::hasNonNull)
            .map(key -> key + "=" + question.get(key).asText())
            .collect(Collectors.joining("&", "/api/v1/" + what + "?", "")),
        want,
        kind);
  }

  @Test
  void everyAnswer_isTheOracles_workedOutAndCached_andSoIsAFullMatrixKept() throws Exception {
    read();
    List<Asked> questions = questions();
    assertThat(questions).hasSize(2_000 + 41 * 50 + 60 + 150 + 50);
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_oracle", TestServices.memcached().servers());
    try (Database database = TestApi.database(config)) {
      new TestViews(database)
          .publish(published.lastKey(), values, histories, published, families());
    }
    byte[] matrix;
    try (TestApi api = new TestApi(config)) {
      await().until(() -> api.status("/readyz") == 200);
      List<TestApi.Reply> first = answers(api, questions);
      List<String> off = new ArrayList<>();
      for (int i = 0; i < questions.size(); i++) {
        Asked one = questions.get(i);
        JsonNode got = first.get(i).json();
        if (!agrees(one, got)) {
          off.add(one + " got " + got);
        }
      }
      assertThat(off).isEmpty();
      long distinct = questions.stream().map(Asked::address).distinct().count();
      assertThat(first).filteredOn(r -> r.header("X-Cache").equals("miss")).hasSize((int) distinct);
      matrix = matrix(api, "miss");
      List<byte[]> top = top(api, "miss");
      assertThat(api.metric("lambdax_cache_too_large_total")).isZero();

      // Another process, which has nothing in memory.
      try (TestApi other = new TestApi(config)) {
        await().until(() -> other.status("/readyz") == 200);
        List<TestApi.Reply> second = answers(other, questions);
        for (int i = 0; i < questions.size(); i++) {
          assertThat(second.get(i).header("X-Cache")).isEqualTo("hit");
          assertThat(second.get(i).bytes()).isEqualTo(first.get(i).bytes());
        }
        assertThat(matrix(other, "hit")).isEqualTo(matrix);
        assertThat(top(other, "hit")).containsExactlyElementsOf(top);
        assertThat(other.metric("lambdax_answers_computed_total")).isZero();
      }
    }
  }

  /** Each list of the oracle's as a family that has no other pairs, for q is about all of one. */
  private Map<Family, List<RankedSummary>> families() {
    Map<Family, List<RankedSummary>> families = new HashMap<>();
    for (JsonNode list : lists) {
      Set<SeriesId> sides = new TreeSet<>();
      list.get("xs").forEach(x -> sides.add(SeriesId.parse(x.asText())));
      list.get("ys").forEach(y -> sides.add(SeriesId.parse(y.asText())));
      Map<SeriesId, Series> some = new TreeMap<>(values);
      some.keySet().retainAll(sides);
      assertThat(some.keySet()).isEqualTo(sides);
      Family family = family(list);
      families.put(family, Ranking.of(TestViews.pairs(family, some)));
    }
    return families;
  }

  private static Family family(JsonNode list) {
    return Family.of(
        Transform.of(list.get("xTransform").asText()).orElseThrow(),
        Transform.of(list.get("yTransform").asText()).orElseThrow(),
        list.path("window").asInt(0));
  }

  /** The oracle's lists, each pair with its q, as /correlation/top has them. */
  private List<byte[]> top(TestApi api, String cache) throws Exception {
    List<byte[]> bodies = new ArrayList<>();
    for (JsonNode list : lists) {
      Family family = family(list);
      TestApi.Reply reply =
          api.get(
              "/api/v1/correlation/top?order=q&limit=1000&xTransform=%s&yTransform=%s&window=%d"
                  .formatted(
                      family.xTransform().word(), family.yTransform().word(), family.windowDays()));
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.header("X-Cache")).isEqualTo(cache);
      Map<String, JsonNode> got = new HashMap<>();
      reply.json().get("rows").forEach(row -> got.put(pair(row), row));
      assertThat(got).hasSameSizeAs(list.get("rows"));
      for (JsonNode want : list.get("rows")) {
        JsonNode row = got.get(pair(want));
        assertThat(row).as(pair(want)).isNotNull();
        boolean same =
            want.hasNonNull("lag")
                ? best(want, row) && near(want, row, "q", 1e-9)
                : row.get("lag").isNull() && row.get("q").isNull();
        assertThat(same).as("%s, and the API has %s", want, row).isTrue();
      }
      long tested = got.values().stream().filter(row -> row.get("q").isNumber()).count();
      assertThat(reply.json().get("family").asLong()).isEqualTo(tested).isPositive();
      bodies.add(reply.bytes());
    }
    assertThat(bodies).hasSize(2);
    return bodies;
  }

  private static String pair(JsonNode row) {
    return row.get("x").asText() + " " + row.get("y").asText();
  }

  private static byte[] matrix(TestApi api, String cache) throws Exception {
    TestApi.Reply reply =
        api.get(
            "/api/v1/correlation/matrix?x=market:*:close&y=health:*:cases,health:*:deaths"
                + "&xTransform=return&yTransform=growth7&lag=14");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("X-Cache")).isEqualTo(cache);
    return reply.bytes();
  }

  private static List<TestApi.Reply> answers(TestApi api, List<Asked> questions) throws Exception {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<TestApi.Reply>> asks =
          questions.stream().<Callable<TestApi.Reply>>map(q -> () -> api.get(q.address())).toList();
      List<TestApi.Reply> replies = new ArrayList<>();
      for (var reply : clients.invokeAll(asks)) {
        assertThat(reply.get().status()).as(reply.get().text()).isEqualTo(200);
        replies.add(reply.get());
      }
      return replies;
    } finally {
      clients.shutdownNow();
    }
  }

  private static boolean agrees(Asked one, JsonNode got) {
    return switch (one.kind()) {
      case "answer" -> answer(one.want(), got);
      case "best" -> best(one.want(), got.path("best"));
      default -> profile(one.want(), got.path("profile"));
    };
  }

  private static boolean answer(JsonNode want, JsonNode got) {
    return want.get("n").equals(got.get("n"))
        && near(want, got, "r", 1e-9)
        && near(want, got, "nEff", 1e-9)
        && near(want, got, "p", 1e-9)
        && near(want, got, "pIid", 1e-9)
        && near(want.path("ci95"), got.path("ci95"), 0)
        && near(want.path("ci95"), got.path("ci95"), 1);
  }

  private static boolean best(JsonNode want, JsonNode got) {
    if (!want.hasNonNull("lag")) {
      return !got.isObject();
    }
    return answer(want, got)
        && want.get("lag").equals(got.get("lag"))
        && want.get("lagsTested").equals(got.get("lagsTested"))
        && near(want, got, "pAdjusted", 121 * 1e-9);
  }

  /** The oracle's points are [lag, r, n]. */
  private static boolean profile(JsonNode want, JsonNode got) {
    boolean agrees = want.size() == got.size();
    for (int i = 0; agrees && i < want.size(); i++) {
      JsonNode point = got.get(i);
      agrees =
          want.get(i).get(0).equals(point.get("lag"))
              && want.get(i).get(2).equals(point.get("n"))
              && near(want.get(i).get(1), point.path("r"), 1e-9, Double.POSITIVE_INFINITY);
    }
    return agrees;
  }

  private static boolean near(JsonNode want, JsonNode got, int side) {
    return near(want.path(side), got.path(side), 1e-9, Double.POSITIVE_INFINITY);
  }

  /** Probabilities are promised relatively too. */
  private static boolean near(JsonNode want, JsonNode got, String key, double absolute) {
    double relative = key.startsWith("p") ? 1e-6 : Double.POSITIVE_INFINITY;
    return near(want.path(key), got.path(key), absolute, relative);
  }

  private static boolean near(JsonNode want, JsonNode got, double absolute, double relative) {
    if (!want.isNumber() || !got.isNumber()) {
      return want.isNumber() == got.isNumber();
    }
    double apart = Math.abs(want.asDouble() - got.asDouble());
    return apart <= absolute && (apart == 0 || apart <= relative * Math.abs(want.asDouble()));
  }
}

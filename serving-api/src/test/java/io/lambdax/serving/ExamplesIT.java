package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.SourceStatusWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the document are what a server answers from the bundled sample. After a change
 * that is meant, -Dlambdax.examples=renew writes them anew, and then docs/openapi.json is to be
 * renewed too.
 */
class ExamplesIT {
  private static final Path EXAMPLES =
      Path.of(
          System.getProperty("lambdax.root"),
          "serving-api/src/main/resources/io/lambdax/serving/contract/examples");
  private static final boolean RENEW = System.getProperty("lambdax.examples", "").equals("renew");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String API = "/api/v1/";
  private static final String ASK = API + "correlation";
  private static final String PAIR =
      "?x=market:DAX:close&y=health:DEU:cases&xTransform=return&yTransform=growth7";

  /** What is asked, by the name that the document has for the answer. */
  private static final Map<String, String> QUESTIONS =
      Map.ofEntries(
          Map.entry("SeriesList", API + "series?country=DEU&limit=1"),
          Map.entry(
              "Series",
              API + "series/market:DAX:close?transform=return&from=2020-03-09&to=2020-03-12"),
          Map.entry("Revisions", API + "series/health:DEU:cases/revisions?from=2020-12-01"),
          Map.entry("Countries", API + "countries"),
          Map.entry("Correlation", ASK + PAIR + "&lag=14"),
          Map.entry("Profile", ASK + "/profile" + PAIR + "&minLag=-11&maxLag=-9"),
          Map.entry("Rolling", ASK + "/rolling" + PAIR + "&lag=14&days=90&step=60"),
          Map.entry("Scatter", ASK + "/scatter" + PAIR + "&lag=14&window=7"),
          Map.entry(
              "Matrix",
              ASK
                  + "/matrix?x=market:DAX:close&y=health:DEU:cases,health:ITA:cases"
                  + "&xTransform=return&yTransform=growth7&lag=best"),
          Map.entry("Top", ASK + "/top?order=q&limit=2"),
          Map.entry("Status", API + "status"),
          Map.entry("Events", API + "events"),
          Map.entry("Readiness", "/readyz"),
          Map.entry("Metrics", "/metrics"),
          Map.entry("Unauthorized", API + "countries"),
          Map.entry("TooManyRequests", API + "countries"),
          Map.entry("Unavailable", API + "countries"),
          Map.entry("Other", API + "country"),
          Map.entry("BadRequest", ASK + PAIR + "&lag=366"),
          Map.entry("NotFound", API + "series/health:Germany:cases"),
          Map.entry("Gone", API + "series?after=MDEyMzQ1Njc4OWFiY2RlZiBoZWFsdGg6REVVOmNhc2Vz"));

  /** What is another one with each run, and what stands for it. */
  private static final Map<String, String> PASSING =
      Map.of(
          "createdAt", "2020-12-15T06:00:20Z",
          "launchedAt", "2020-12-15T06:00:00Z",
          "heartbeatAt", "2020-12-15T06:00:15Z",
          "finishedAt", "2020-12-15T06:00:20Z",
          "heartbeatAgeSeconds", "0.4");

  private static final String KEY = "a-key-of-this-test";
  private static final Instant PUBLISHED = Instant.parse("2020-12-15T05:00:00Z");

  private static Database database;
  private static TestApi api;

  /** Answers each client once a second. */
  private static TestApi slow;

  /** Has no view yet, and wants a key. */
  private static TestApi locked;

  private static TestContract contract;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_examples", TestServices.memcached().servers());
    database = TestApi.database(config);
    TestSample.publish(new TestViews(database, "first-wave"), PUBLISHED);
    new TestRealtime(database, 2).summarized(2);
    new SourceStatusWriter(database)
        .upsert(
            new SourceStatus(
                "first-wave",
                PUBLISHED,
                "imported",
                OptionalInt.empty(),
                349,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(PUBLISHED),
                Optional.of(PUBLISHED),
                Duration.ofDays(36_500)));
    api = new TestApi(config);
    slow =
        new TestApi(
            ConfigFactory.parseString("lambdax.serving { rate = 1, burst = 1 }")
                .withFallback(config));
    Config empty = TestApi.config(TestServices.mariaDb(), "lambdax_examples_none", "");
    try (Database none = TestApi.database(empty)) {
      new TestViews(none);
    }
    locked =
        new TestApi(
            ConfigFactory.parseString("lambdax.serving.api-keys = " + KEY).withFallback(empty));
    await().until(() -> api.status("/readyz") == 200);
    contract = new TestContract(api.get("/api/v1/openapi.json").json());
  }

  @AfterAll
  static void stop() {
    locked.close();
    slow.close();
    api.close();
    database.close();
  }

  static Set<String> names() {
    return QUESTIONS.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void example_isWhatAServerAnswers(String name) throws Exception {
    ObjectNode now = now(name);
    Path file = EXAMPLES.resolve(name + ".json");
    if (RENEW) {
      Files.createDirectories(EXAMPLES);
      Files.writeString(file, JSON.writeValueAsString(now) + "\n");
    }
    assertThat(Files.exists(file)).as(file + ": renew the examples").isTrue();
    JsonNode kept = JSON.readTree(Files.readString(file));
    assertThat(differs(kept, now))
        .as("%s is no longer what is answered, which is %s: renew the examples", file, now)
        .isEmpty();
  }

  private static ObjectNode now(String name) throws Exception {
    String question = QUESTIONS.get(name);
    ObjectNode example = JSON.createObjectNode().put("question", "GET " + question);
    if (name.equals("Events")) {
      return example.set("text/event-stream", firstEvent());
    }
    if (name.equals("Metrics")) {
      return example.put("text/plain", someMetrics());
    }
    TestApi.Reply reply = reply(name, question);
    String type = reply.header("Content-Type").replaceAll(";.*", "");
    example.set(type, lasting(reply.json()));
    if (reply.status() == 200) {
      TestApi.Reply table = api.get(question, "Accept", "text/csv");
      if (table.header("Content-Type").startsWith("text/csv")) {
        example.put("text/csv", table.text());
      }
    }
    return example;
  }

  private static TestApi.Reply reply(String name, String question) throws Exception {
    return switch (name) {
      case "Unauthorized" -> locked.get(question);
      case "Unavailable" ->
          await()
              .until(
                  () -> locked.get(question, "X-API-Key", KEY),
                  reply -> reply.text().contains("no-view"));
      case "TooManyRequests" ->
          await().until(() -> slow.get(question), reply -> reply.status() == 429);
      default -> api.get(question);
    };
  }

  private static String someMetrics() throws Exception {
    return api.get(QUESTIONS.get("Metrics"))
        .text()
        .lines()
        .filter(line -> line.matches(".*lambdax_cache_servers[ {].*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static JsonNode firstEvent() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + api.port() + QUESTIONS.get("Events")))
            .build();
    HttpResponse<Stream<String>> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    try (var lines = response.body()) {
      return TextNode.valueOf(
          lines
              .filter(line -> !line.startsWith(":"))
              .dropWhile(String::isEmpty)
              .takeWhile(line -> !line.isEmpty())
              .map(
                  line ->
                      line.replaceAll("(\"createdAt\":\")[^\"]*", "$1" + PASSING.get("createdAt")))
              .collect(Collectors.joining("\n", "", "\n\n")));
    }
  }

  private static JsonNode lasting(JsonNode answer) throws IOException {
    if (answer instanceof ObjectNode object) {
      for (var member : object.properties()) {
        String lasts = PASSING.get(member.getKey());
        if (lasts != null && !member.getValue().isNull()) {
          member.setValue(lasts.contains("T") ? TextNode.valueOf(lasts) : JSON.readTree(lasts));
        }
      }
    }
    for (JsonNode part : answer) {
      lasting(part);
    }
    return answer;
  }

  /** Where two differ; numbers may by the rounding of another machine. */
  private static Optional<String> differs(JsonNode kept, JsonNode now) {
    if (kept.isNumber() && now.isNumber()) {
      return differ(kept.asDouble(), now.asDouble()) ? Optional.of(now.asText()) : Optional.empty();
    }
    if (kept.getNodeType() != now.getNodeType() || kept.size() != now.size()) {
      return Optional.of(now.toString());
    }
    if (!kept.isContainerNode()) {
      return textDiffers(kept.asText(), now.asText())
          ? Optional.of(now.toString())
          : Optional.empty();
    }
    if (kept.isArray()) {
      for (int i = 0; i < kept.size(); i++) {
        Optional<String> one = differs(kept.get(i), now.get(i));
        if (one.isPresent()) {
          return one;
        }
      }
      return Optional.empty();
    }
    return kept.properties().stream()
        .flatMap(member -> differs(member.getValue(), now.path(member.getKey())).stream())
        .findFirst();
  }

  private static boolean differ(double kept, double now) {
    return Math.abs(kept - now) > 1e-9 * Math.max(1, Math.abs(kept));
  }

  /** A table's cells are numbers too. */
  private static boolean textDiffers(String kept, String now) {
    String[] cells = kept.split("[,\r\n]", -1);
    String[] others = now.split("[,\r\n]", -1);
    if (cells.length != others.length) {
      return true;
    }
    for (int i = 0; i < cells.length; i++) {
      boolean same =
          (isFraction(cells[i]) && isFraction(others[i]))
              ? !differ(Double.parseDouble(cells[i]), Double.parseDouble(others[i]))
              : cells[i].equals(others[i]);
      if (!same) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFraction(String cell) {
    return cell.matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");
  }

  @Test
  void everyAnswer_hasAnExample_ofItsSchema() {
    for (String path : contract.paths()) {
      contract
          .success(path)
          .properties()
          .forEach(
              content -> {
                if (path.endsWith("/openapi.json")) {
                  return; // the document is its own example
                }
                JsonNode example = content.getValue().at("/examples/sample/value");
                assertThat(example.isMissingNode()).as(path + " " + content.getKey()).isFalse();
                assertThat(contract.violations(content.getValue().get("schema"), example))
                    .as(path)
                    .isEmpty();
              });
    }
    for (String problem : contract.problems()) {
      JsonNode content = contract.problem(problem);
      assertThat(contract.violations(content.get("schema"), content.at("/examples/sample/value")))
          .as(problem)
          .isEmpty();
    }
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Gap;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.SourceStatusWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server answers is what the document that it serves says. */
class ContractIT {
  /** Parameters whose example is right only beside others, or with other rows than ours. */
  private static final Set<String> NOT_ALONE =
      Set.of("xTransform", "yTransform", "window", "minLag", "maxLag", "after");

  private static Database database;
  private static TestApi api;
  private static TestContract contract;

  @BeforeAll
  static void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_contract", TestServices.memcached().servers());
    database = TestApi.database(config);
    TestViews views = new TestViews(database);
    api = new TestApi(config);
    contract = new TestContract(api.get("/api/v1/openapi.json").json());
    await().until(() -> api.get("/readyz").text().contains("\"mysql\":\"ok\""));
    conforms("/readyz", "", 503);
    conforms("/api/v1/status", "", 200);
    conforms("/api/v1/correlation", "?x=market:DAX:close&y=health:DEU:cases", 503);
    views.publish(1);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterAll
  static void stop() {
    api.close();
    database.close();
  }

  private static void conforms(String path, String query, int status) throws Exception {
    TestApi.Reply reply = api.get(path + query);
    assertThat(reply.status()).as(path + query + ": " + reply.text()).isEqualTo(status);
    assertThat(contract.violations(path, TestContract.Response.of(reply)))
        .as(path + query + ": " + reply.text())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/metrics"})
  void whatTheServerTellsAboutItself_isOfTheDocument_whateverIsAdded(String path) throws Exception {
    conforms(path, "", 200);
    conforms(path, "?from=2020", 200);
  }

  static List<String> tables() {
    return contract.paths().stream().filter(path -> !path.endsWith("/events")).toList();
  }

  /** The address with what it cannot do without, and some more. */
  private static TestApi.Reply ask(String path, List<TestContract.Parameter> more, String... query)
      throws Exception {
    return api.get(address(path, more, query));
  }

  private static String address(String path, List<TestContract.Parameter> more, String... query) {
    String pairs =
        Stream.concat(
                Stream.concat(
                        contract.parameters(path).stream().filter(p -> p.required() && !p.inPath()),
                        more.stream())
                    .distinct()
                    .map(p -> p.name() + "=" + p.example()),
                Arrays.stream(query))
            .collect(Collectors.joining("&"));
    return path.replace("{id}", "health:DEU:cases") + (pairs.isEmpty() ? "" : "?" + pairs);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyExample_isAnsweredAsTheDocumentSays(String path) throws Exception {
    for (TestContract.Parameter parameter : contract.parameters(path)) {
      assertThat(contract.allows(parameter, parameter.example()))
          .as(path + " " + parameter)
          .isTrue();
      TestApi.Reply reply = ask(path, parameter.inPath() ? List.of() : List.of(parameter));
      if (!NOT_ALONE.contains(parameter.name())) {
        assertThat(reply.status()).as(parameter.name() + ": " + reply.text()).isEqualTo(200);
      } else if (reply.status() != 200) {
        assertThat(reply.json().get("parameter").asText()).isEqualTo(parameter.name());
      }
      assertThat(contract.violations(path, TestContract.Response.of(reply))).isEmpty();
    }
    assertThat(ask(path, List.of()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatTheParserKnows_isWhatTheDocumentTellsOf(String path) throws Exception {
    TestApi.Reply reply = ask(path, List.of(), "nonsense=1");
    List<String> names =
        contract.parameters(path).stream()
            .filter(parameter -> !parameter.inPath())
            .map(TestContract.Parameter::name)
            .toList();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(contract.violations(path, TestContract.Response.of(reply))).isEmpty();
    assertThat(reply.json().get("parameter").asText()).isEqualTo("nonsense");
    assertThat(reply.json().get("expected").asText())
        .contains(names.isEmpty() ? "no parameters at all" : "one of " + String.join(", ", names));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void table_hasTheColumnsOfTheDocument(String path) throws Exception {
    JsonNode table = contract.success(path).path("text/csv");
    if (table.isMissingNode()) {
      return; // the status and the document itself are no tables
    }
    TestApi.Reply reply = ask(path, List.of(), "format=csv");
    assertThat(contract.violations(path, TestContract.Response.of(reply))).isEmpty();
    assertThat(table.get("schema").get("description").asText())
        .endsWith(" " + reply.text().lines().findFirst().orElseThrow());
  }

  @Test
  void theSameAgain_is304WithoutABody() throws Exception {
    for (String path : tables()) {
      String tag = ask(path, List.of()).header("ETag");
      if (!tag.isEmpty()) {
        TestApi.Reply again = api.get(address(path, List.of()), "If-None-Match", tag);
        assertThat(again.status()).as(path).isEqualTo(304);
        assertThat(contract.violations(path, TestContract.Response.of(again))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correlation?x=market:NONE:close&y=health:DEU:cases",
        "correlation/profile?x=market:DAX:close&y=health:NON:cases",
        "series/health:DEU:recoveries"
      })
  void seriesThatIsNotThere_isAProblemOfTheDocument(String path) throws Exception {
    TestApi.Reply reply = api.get("/api/v1/" + path);
    String address = ("/api/v1/" + path).replaceAll("\\?.*", "").replaceAll("health:.*", "{id}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(contract.violations(address, TestContract.Response.of(reply))).isEmpty();
  }

  @Test
  void rowsWithoutAnR_areOfTheDocumentToo() throws Exception {
    String pair = "?x=market:DAX:close&y=health:DEU:cases";
    conforms("/api/v1/correlation", pair + "&from=2030-01-01", 200);
    conforms("/api/v1/correlation", pair + "&from=2020-01-01&to=2020-01-03", 200);
    conforms("/api/v1/correlation", pair + "&method=kendall&lag=-9", 200);
    conforms("/api/v1/correlation/profile", pair + "&to=2019-01-01", 200);
    conforms("/api/v1/correlation/top", "", 200);
  }

  @Test
  void statusWithAllItCanTell_isOfTheDocument() throws Exception {
    Instant then = Instant.parse("2020-05-01T00:00:00Z");
    new SourceStatusWriter(database)
        .upsert(
            new SourceStatus(
                "ecdc",
                then,
                "held",
                OptionalInt.of(200),
                7,
                2,
                Optional.of("ecdc-20200501T000000Z-01234567"),
                Optional.of("withdraws too much"),
                Optional.of(then),
                Optional.empty(),
                Duration.ofHours(1)));
    RunStore runs = new RunStore(database);
    runs.gap(TestViews.LAKE, Optional.of(new Gap(3, 2)));
    conforms("/api/v1/status", "", 200);
    runs.gap(TestViews.LAKE, Optional.empty());
  }
}

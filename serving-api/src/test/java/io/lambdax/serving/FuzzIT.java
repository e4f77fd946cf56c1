package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests made up from the document. Always the same ones, but for -Psoak: ten times as many, of a
 * seed that is told. -Dlambdax.fuzz.seed=N makes those of another run again.
 */
class FuzzIT {
  private static final int TIMES = Integer.getInteger("lambdax.soak", 1);
  private static final long SEED = 20_200_316;
  private static final int REQUESTS = 1_000 * TIMES;

  /** What parameters that are each right can be refused for: others, or what there is. */
  private static final Set<String> TOGETHER =
      Set.of("from", "window", "minLag", "maxLag", "country", "after", "step", "x", "y", "asOf");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void noRequest_makesTheServerFail_andTheDocumentTellsWhichAreRight() throws Exception {
    long seed = seed();
    Random random = new Random(seed);
    Config config =
        ConfigFactory.parseString(
                """
                lambdax.serving { trusted-proxies = "127.0.0.0/8", rate = 1000000, burst = 1000000 }
                """)
            .withFallback(
                TestApi.config(
                    TestServices.mariaDb(), "lambdax_fuzz", TestServices.memcached().servers()));
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (Database database = TestApi.database(config);
        TestApi api = new TestApi(config)) {
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      TestContract contract = new TestContract(api.get("/api/v1/openapi.json").json());
      RawClient client = new RawClient(api.port());
      double notYet = api.metric("lambdax_http_requests_seconds_count{", "status=\"5");
      for (int i = 0; i < REQUESTS; i++) {
        FuzzedRequest request = FuzzedRequest.of(contract, random);
        FuzzedHeaders headers = FuzzedHeaders.of(random);
        TestContract.Response response = client.get(request.target(), headers.lines());
        statuses.merge(response.status(), 1, Integer::sum);
        try {
          check(contract, request, headers, response);
        } catch (AssertionError | IOException e) {
          fail(
              "request %d of seed %d: %s%n%s%nanswer %d: %s"
                  .formatted(
                      i,
                      seed,
                      request,
                      headers,
                      response.status(),
                      new String(response.body(), StandardCharsets.UTF_8)),
              e);
        }
      }
      assertThat(api.metric("lambdax_http_requests_seconds_count{", "status=\"200\"")).isPositive();
      assertThat(api.metric("lambdax_http_requests_seconds_count{", "status=\"5"))
          .as("beside those who asked for readiness before there was a view")
          .isEqualTo(notYet);
      assertThat(api.status("/readyz")).isEqualTo(200);
    }
    System.out.println("FuzzIT: statuses " + statuses);
    assertThat(statuses.keySet()).as("a fuzz that asks something").contains(200, 400, 404);
  }

  private static long seed() {
    long seed = Long.getLong("lambdax.fuzz.seed", TIMES == 1 ? SEED : System.nanoTime());
    System.out.println("FuzzIT: " + REQUESTS + " requests of -Dlambdax.fuzz.seed=" + seed);
    return seed;
  }

  private static void check(
      TestContract contract,
      FuzzedRequest request,
      FuzzedHeaders headers,
      TestContract.Response response)
      throws IOException {
    // A line break makes it a request of HTTP/0.9, which nobody speaks: no failure of the server.
    boolean readable =
        request.readable()
            && headers.readable()
            && request.target().length() + headers.bytes() < FuzzedRequest.LONGEST;
    if (response.status() != 505 || readable) {
      assertThat(response.status()).isLessThan(500);
    }
    if (response.status() >= 400) {
      assertThat(response.header().apply("Content-Type")).startsWith("application/problem+json");
      assertThat(JSON.readTree(response.body()).get("status").asInt()).isEqualTo(response.status());
    }
    assertThat(response.header().apply("X-Request-Id"))
        .matches("|[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    assertThat(response.header().apply("X-Injected") + response.header().apply("Set-Cookie"))
        .isEmpty();
    if (request.path().isEmpty()) {
      return;
    }
    assertThat(contract.violations(request.path(), response)).isEmpty();
    if (!readable) {
      return;
    }
    if (response.status() >= 400) {
      JsonNode blamed = JSON.readTree(response.body()).path("parameter");
      assertThat(blamed.isTextual()).as("names the parameter").isTrue();
      if (response.status() == 404 || response.status() == 410) {
        return; // a right name of something that is not there, or no more
      }
      if (request.wrong().isEmpty()) {
        assertThat(TOGETHER).as("refused, though each is right").contains(blamed.asText());
      } else {
        String name = blamed.asText().replace("…", "");
        assertThat(request.wrong())
            .anyMatch(wrong -> wrong.startsWith(name) || TOGETHER.contains(name));
      }
    } else {
      assertThat(request.wrong()).as("answered, though the document forbids it").isEmpty();
    }
  }

  /** Where a key is asked for, no header but the right one is taken for it. */
  @Test
  void headersThatAreNoKey_openNothing() throws Exception {
    long seed = seed();
    Random random = new Random(seed);
    Config config =
        ConfigFactory.parseString("lambdax.serving.api-keys = a-key-that-nobody-can-guess")
            .withFallback(TestApi.config(TestServices.mariaDb(), "lambdax_fuzz_keys", ""));
    try (TestApi api = new TestApi(config)) {
      RawClient client = new RawClient(api.port());
      for (int i = 0; i < REQUESTS / 4; i++) {
        FuzzedHeaders headers = FuzzedHeaders.of(random);
        TestContract.Response response = client.get("/api/v1/series", headers.lines());
        String what = headers + " of seed " + seed;
        if (headers.readable() && headers.bytes() < FuzzedRequest.LONGEST) {
          assertThat(response.status()).as(what).isEqualTo(401);
          assertThat(response.header().apply("WWW-Authenticate")).as(what).isNotEmpty();
        } else {
          assertThat(response.status()).as(what).isBetween(400, 499);
        }
        assertThat(response.header().apply("Content-Type"))
            .as(what)
            .startsWith("application/problem+json");
      }
      assertThat(
              client
                  .get(
                      "/api/v1/openapi.json",
                      "Authorization: Bearer a-key-that-nobody-can-guess\r\n")
                  .status())
          .isEqualTo(200);
    }
  }

  /** What a line break in a value may never do. */
  @Test
  void lineBreaks_reachNoHeader() throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_fuzz_lines", "");
    try (TestApi api = new TestApi(config)) {
      for (String path : List.of("/api/v1/series?text=", "/api/v1/series/", "/")) {
        TestContract.Response response =
            new RawClient(api.port()).get(path + "x%0d%0aX-Injected:%20yes");
        assertThat(response.header().apply("X-Injected")).as(path).isEmpty();
        assertThat(response.status()).as(path).isBetween(400, 599);
      }
    }
  }
}

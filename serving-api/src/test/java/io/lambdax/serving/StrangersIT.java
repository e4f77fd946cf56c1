package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does about clients that it does not know. */
class StrangersIT {
  private static final String PAGE = "/index.html";

  /** No view is needed to turn somebody away. */
  private static TestApi api(String settings) throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_strangers", "");
    return new TestApi(ConfigFactory.parseString(settings).withFallback(config));
  }

  private static String raw(TestApi api, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoAsksTooOften_isToldWhenToComeAgain_othersAreNot() throws Exception {
    String settings =
        "lambdax.serving { rate = 0.001, burst = 2, trusted-proxies = \"127.0.0.0/8\" }";
    try (TestApi api = api(settings)) {
      String mine = "198.51.100.1";
      assertThat(api.get(PAGE, "X-Forwarded-For", mine).status()).isEqualTo(200);
      assertThat(api.get(PAGE, "X-Forwarded-For", "192.0.2.9, " + mine).status()).isEqualTo(200);
      TestApi.Reply often = api.get(PAGE, "X-Forwarded-For", "203.0.113.1, " + mine);
      assertThat(often.status()).isEqualTo(429);
      assertThat(Integer.parseInt(often.header("Retry-After"))).isBetween(900, 1_000);
      assertThat(often.json().get("type").asText()).endsWith(":too-many-requests");
      assertThat(often.text()).doesNotContain(mine);
      assertThat(api.get(PAGE, "X-Forwarded-For", "198.51.100.2").status()).isEqualTo(200);
      assertThat(api.get("/healthz", "X-Forwarded-For", mine).status()).isEqualTo(200);
      assertThat(api.metric("lambdax_http_refused_total{part=\"serving-api\",reason=\"rate\""))
          .isEqualTo(1);
    }
  }

  @Test
  void aStrangersForwardedAddress_isNotBelieved() throws Exception {
    try (TestApi api =
        api("lambdax.serving { rate = 0.001, burst = 1, trusted-proxies = \"10.0.0.0/8\" }")) {
      assertThat(api.get(PAGE, "X-Forwarded-For", "198.51.100.1").status()).isEqualTo(200);
      assertThat(api.get(PAGE, "X-Forwarded-For", "198.51.100.2").status()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/index.html", "/metrics", "/api/v1/status", "/api/v1/events", "/no"})
  void withoutAKey_nothingIsAnsweredButHealth(String path) throws Exception {
    String key = "0123456789abcdef0123456789abcdef";
    try (TestApi api = api("lambdax.serving.api-keys = \"" + key + "\"")) {
      TestApi.Reply none = api.get(path);
      assertThat(none.status()).isEqualTo(401);
      assertThat(none.response().headers().allValues("WWW-Authenticate"))
          .hasSize(2)
          .first()
          .asString()
          .startsWith("Bearer");
      assertThat(none.json().get("type").asText()).endsWith(":key-required");
      assertThat(api.get(path, "X-API-Key", key + "0").status()).isEqualTo(401);
      assertThat(api.status("/healthz")).isEqualTo(200);
      assertThat(api.status("/readyz")).isIn(200, 503);
      if (!path.endsWith("events")) {
        assertThat(api.get(path, "Authorization", "Bearer " + key).status()).isNotEqualTo(401);
        assertThat(api.get(path, "X-API-Key", key).status()).isNotEqualTo(401);
      }
    }
  }

  @Test
  void otherOrigins_areOffUntilConfigured() throws Exception {
    String origin = "https://notebook.example";
    try (TestApi api = api("")) {
      TestApi.Reply plain = api.get(PAGE, "Origin", origin);
      assertThat(plain.status()).isEqualTo(200);
      assertThat(plain.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(preflight(api, origin, "")).startsWith("HTTP/1.1 405 ");
    }
    String keyed =
        "lambdax.serving { cors-origins = \"https://notebook.example, http://localhost:8888\","
            + " api-keys = \"0123456789abcdef0123456789abcdef\" }";
    try (TestApi api = api(keyed)) {
      assertThat(preflight(api, origin, "Access-Control-Request-Headers: x-api-key\r\n"))
          .as("a browser sends no key with it")
          .startsWith("HTTP/1.1 204 ")
          .contains("Access-Control-Allow-Origin: " + origin + "\r\n")
          .contains("Access-Control-Allow-Methods: GET, HEAD\r\n")
          .containsPattern("Access-Control-Allow-Headers: .*X-API-Key")
          .contains("Vary: Origin\r\n")
          .doesNotContain("Allow-Credentials");
      assertThat(preflight(api, origin + ".evil.example", ""))
          .startsWith("HTTP/1.1 403 ")
          .contains("origin-not-allowed")
          .doesNotContain("Access-Control-Allow");
      String[] headers = {
        "Origin", origin, "Authorization", "Bearer 0123456789abcdef0123456789abcdef"
      };
      TestApi.Reply read = api.get(PAGE, headers);
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo(origin);
      assertThat(read.response().headers().allValues("Vary"))
          .containsExactlyInAnyOrder("Origin", "Accept-Encoding");
      headers[1] = "https://evil.example";
      assertThat(api.get(PAGE, headers).header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private static String preflight(TestApi api, String origin, String more) throws Exception {
    return raw(
        api,
        "OPTIONS /api/v1/series HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: "
            + origin
            + "\r\nAccess-Control-Request-Method: GET\r\n"
            + more
            + "\r\n");
  }

  @Test
  void method_isTheOneOfTheFirstLine() throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_methods", "");
    try (Database database = TestApi.database(config);
        TestApi api = new TestApi(config)) {
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      String path = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";
      for (String time : new String[] {"first", "second"}) {
        assertThat(api.get(path, "X-HTTP-Method-Override", "DELETE").status())
            .as(time)
            .isEqualTo(200);
        assertThat(
                raw(
                    api,
                    "POST "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n"
                        + "x-http-method-override: GET\r\n\r\n"))
            .as(time)
            .startsWith("HTTP/1.1 405 ");
      }
    }
  }

  @Test
  void requestId_isTheClientsIfItIsSane() throws Exception {
    try (TestApi api = api("")) {
      assertThat(api.get(PAGE, "X-Request-Id", "notebook-7.a:b").header("X-Request-Id"))
          .isEqualTo("notebook-7.a:b");
      String made = api.get(PAGE, "X-Request-Id", "{\"evil\": 1}").header("X-Request-Id");
      assertThat(made).matches("[0-9a-f]{16}");
      assertThat(api.get("/nothing").header("X-Request-Id"))
          .matches("[0-9a-f]{16}")
          .isNotEqualTo(made);
    }
  }

  @Test
  void tooLong_tooMuch_tooLarge_areProblems() throws Exception {
    try (TestApi api = api("")) {
      String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      assertThat(raw(api, "GET /?a=" + "x".repeat(20_000) + end + "\r\n"))
          .startsWith("HTTP/1.1 414 ")
          .contains("application/problem+json")
          .contains(":address-too-long")
          .contains("8192");
      assertThat(raw(api, "GET /" + end + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ")
          .contains("application/problem+json")
          .contains(":headers-too-large")
          .contains("8192")
          .contains("nosniff");
      assertThat(raw(api, "GET /" + end + "Content-Length: 5000\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ")
          .contains(":body-too-large");
      assertThat(raw(api, "POST /healthz" + end + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello"))
          .startsWith("HTTP/1.1 413 ")
          .contains("application/problem+json");
      assertThat(raw(api, "GET /index.html" + end + "Content-Length: 5\r\n\r\nhello"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(raw(api, "GET / HTTP/9\r\n\r\n")).contains("application/problem+json");
      assertThat(api.metric("lambdax_http_refused_total{part=\"serving-api\",reason=\"body\""))
          .isEqualTo(2);
    }
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The short way answers what is asked again, and lets nobody through whom the long one would not.
 */
class ShortcutIT {
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";
  private static final String SHORT = "lambdax_http_short_total";

  private static Config config(String settings) throws Exception {
    Config config =
        TestApi.config(TestServices.mariaDb(), "lambdax_short", TestServices.memcached().servers());
    return ConfigFactory.parseString(settings).withFallback(config);
  }

  @Test
  void whatIsAskedAgain_isAnsweredTheShortWay_anythingElseIsNot() throws Exception {
    Config config = config("");
    try (Database database = TestApi.database(config);
        TestApi api = new TestApi(config)) {
      TestViews views = new TestViews(database);
      views.publish(1);
      await().until(() -> api.status("/readyz") == 200);
      TestApi.Reply first = api.get(ASK);
      assertThat(api.metric(SHORT)).isZero();
      TestApi.Reply again = api.get(ASK);
      assertThat(api.metric(SHORT)).isEqualTo(1);
      assertThat(again.bytes()).isEqualTo(first.bytes());
      assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));

      assertThat(api.get(ASK, "Accept", "text/csv").header("Content-Type")).startsWith("text/csv");
      assertThat(api.get(ASK, "If-None-Match", first.header("ETag")).status()).isEqualTo(304);
      HttpResponse<byte[]> head =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + ASK))
                      .method("HEAD", HttpRequest.BodyPublishers.noBody())
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("ETag")).contains(first.header("ETag"));
      assertThat(api.metric(SHORT)).as("none of these is plain").isEqualTo(1);

      views.publish(2);
      await().until(() -> api.get(ASK).json().get("view").get("version").asLong() == 2);
      double before = api.metric(SHORT);
      TestApi.Reply next = api.get(ASK);
      assertThat(api.metric(SHORT)).isEqualTo(before + 1);
      assertThat(next.json().get("view").get("version").asLong()).isEqualTo(2);
      assertThat(next.json().get("r")).isNotEqualTo(first.json().get("r"));
    }
  }

  @Test
  void whatWasAskedWithAKey_isNotAnsweredWithoutIt_norTooOften() throws Exception {
    String key = "0123456789abcdef0123456789abcdef";
    Config config =
        config(
            """
            lambdax.serving { rate = 0.001, burst = 2, trusted-proxies = "127.0.0.1", api-keys = "%s" }
            """
                .formatted(key));
    try (Database database = TestApi.database(config);
        TestApi api = new TestApi(config)) {
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      String[] one = {"X-API-Key", key, "X-Forwarded-For", "198.51.100.1"};
      assertThat(api.get(ASK, one).status()).isEqualTo(200);
      assertThat(api.get(ASK, one).header("X-Cache")).isEqualTo("hit");
      assertThat(api.get("/metrics", "X-API-Key", key).text())
          .as("the second went the short way")
          .containsPattern("(?m)^" + SHORT + ".* 1\\.0$");
      assertThat(api.get(ASK, one).status()).isEqualTo(429);
      TestApi.Reply none = api.get(ASK, "X-Forwarded-For", "198.51.100.2");
      assertThat(none.status()).isEqualTo(401);
      assertThat(none.header("X-Cache") + none.header("ETag")).isEmpty();
    }
  }

  @Test
  void failureOnTheShortWay_isToldAndCountedAsOnTheLongOne() throws Exception {
    Config config = config("");
    AtomicBoolean broken = new AtomicBoolean();
    try (Database database = TestApi.database(config);
        TestApi api = new TestApi(config, clockThatMayBe(broken))) {
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      assertThat(api.get(ASK).status()).isEqualTo(200);
      assertThat(api.get(ASK).status()).isEqualTo(200);
      assertThat(api.metric(SHORT)).isEqualTo(1);
      broken.set(true);
      TestApi.Reply failed = api.get(ASK);
      broken.set(false);
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.json().get("type").asText()).endsWith(":internal");
      assertThat(api.metric("lambdax_http_requests_seconds_count{", "status=\"500\"")).isEqualTo(1);
    }
  }

  private static Clock clockThatMayBe(AtomicBoolean broken) {
    return new Clock() {
      @Override
      public Instant instant() {
        if (broken.get()) {
          throw new IllegalStateException("no time");
        }
        return Instant.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}

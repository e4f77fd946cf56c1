package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a client sees while more is asked than can be answered, and when the API is stopped. */
class OverloadIT {
  private static final String ASK = "/api/v1/series/market:DAX:close?from=2020-01-";
  private static final String NARROW =
      "lambdax.serving { at-once = 2, queue = 3, stop-timeout = 60s, queue-time = ";

  private final List<CompletableFuture<TestApi.Reply>> asked = new ArrayList<>();

  /** An API whose answers need values, which nobody can read until the connection is closed. */
  private static TestApi seeded(Config config) throws Exception {
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(1);
    }
    TestApi api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
    return api;
  }

  private static Config config(String queueTime) throws SQLException {
    return ConfigFactory.parseString(NARROW + queueTime + " }")
        .withFallback(TestApi.config(TestServices.mariaDb(), "lambdax_overload", ""));
  }

  private static Connection locked(Config config) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            config.getString("lambdax.mysql.url"),
            config.getString("lambdax.mysql.user"),
            config.getString("lambdax.mysql.password"));
    try (var statement = connection.createStatement()) {
      statement.execute("lock tables series_values write");
    }
    return connection;
  }

  /** Questions that differ, because equal ones are one work. */
  private void ask(TestApi api, int number) {
    for (int i = 0; i < number; i++) {
      String path = ASK + "%02d".formatted(asked.size() + 1);
      asked.add(CompletableFuture.supplyAsync(() -> uncheckedly(() -> api.get(path))));
    }
  }

  private interface Call<T> {
    T call() throws Exception;
  }

  private static <T> T uncheckedly(Call<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void becomes(TestApi api, String gauge, int value) {
    await().until(() -> api.metric("lambdax_http_" + gauge + "{") == value);
  }

  @Test
  void moreThanFits_isTurnedAwayAtOnce_healthAndEventsStay_andAllOthersAreAnswered()
      throws Exception {
    Config config = config("60s");
    try (TestApi api = seeded(config)) {
      try (Connection lock = locked(config)) {
        ask(api, 5);
        becomes(api, "working", 2);
        becomes(api, "waiting", 3);

        TestApi.Reply shed = api.get(ASK + "20", "X-Request-Id", "mine-1");
        assertThat(lock.isClosed()).isFalse();
        assertThat(shed.status()).isEqualTo(503);
        assertThat(shed.header("Retry-After")).isEqualTo("1");
        assertThat(shed.header("Content-Type")).startsWith("application/problem+json");
        assertThat(shed.header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(shed.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shed.json().get("type").asText()).endsWith(":overloaded");
        assertThat(api.status("/healthz")).isEqualTo(200);
        assertThat(api.status("/readyz")).isEqualTo(200);
        assertThat(api.metric("lambdax_http_refused_total{part=\"serving-api\",reason=\"load\""))
            .isEqualTo(1);
        assertThat(firstLine(api, "/api/v1/events")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(asked).noneMatch(CompletableFuture::isDone);
      }
      for (var answer : asked) {
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("X-Request-Id")).isNotEmpty();
      }
      becomes(api, "working", 0);
      assertThat(api.status(ASK + "20")).isEqualTo(200);
    }
  }

  private static String firstLine(TestApi api, String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
      return new String(start, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void whoWaitsTooLong_isTurnedAway() throws Exception {
    Config config = config("50ms");
    try (TestApi api = seeded(config)) {
      try (Connection lock = locked(config)) {
        ask(api, 2);
        becomes(api, "working", 2);
        TestApi.Reply late = api.get(ASK + "20");
        assertThat(lock.isClosed()).isFalse();
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.json().get("type").asText()).endsWith(":overloaded");
        becomes(api, "waiting", 0);
      }
      for (var answer : asked) {
        assertThat(answer.join().status()).isEqualTo(200);
      }
      becomes(api, "working", 0);
    }
  }

  @Test
  void stop_finishesWhatIsBeingAnsweredOrWaits_andTakesNoMore() throws Exception {
    Config config = config("60s");
    TestApi api = seeded(config);
    CompletableFuture<Void> stopped;
    try (Connection lock = locked(config)) {
      ask(api, 3);
      becomes(api, "working", 2);
      becomes(api, "waiting", 1);
      int port = api.port();
      stopped = CompletableFuture.runAsync(api::close);
      await().until(() -> refuses(port));
      assertThat(lock.isClosed()).isFalse();
      assertThat(stopped).isNotDone();
    }
    for (var answer : asked) {
      assertThat(answer.join().status()).isEqualTo(200);
    }
    stopped.join();
  }

  private static boolean refuses(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}

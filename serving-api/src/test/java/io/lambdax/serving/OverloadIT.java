package io.lambdax.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a client sees while more is asked than can be answered, and when the API is stopped. */
class OverloadIT {
  private static final String ASK = "/api/v1/series/market:DAX:close?from=2020-01-";
  private static final String KNOWN = "/api/v1/series/market:SAP:close";
  private static final String LARGE =
      "/api/v1/correlation/profile?x=market:SAP:close&y=health:FRA:cases&minLag=-365&maxLag=365";
  private static final String UNREAD = "lambdax_http_unread_bytes{";
  private static final String GIVEN_UP = "lambdax_http_unread_given_up_total";
  private static final String NARROW =
      """
      lambdax.serving { computing = 2, computing-queue = 3, answer-time = 60s, stop-timeout = 60s }
      """;
  private static final String SLOW_TAKEN =
      "lambdax_http_requests_seconds_sum{cache=\"none\",part=\"serving-api\","
          + "route=\"/api/v1/series/{id}\",status=\"503\"";
  private static final String COMPUTED = "lambdax_answers_computed_total";

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

  private static Config config(String settings) throws SQLException {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.parseString(NARROW))
        .withFallback(
            TestApi.config(
                TestServices.mariaDb(), "lambdax_overload", TestServices.memcached().servers()));
  }

  private static Connection locked(Config config) throws SQLException {
    Connection connection = TestApi.connection(config);
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
    await().until(() -> api.metric("lambdax_" + gauge + "{") == value);
  }

  @Test
  void moreThanCanBeWorkedOut_isTurnedAwayAtOnce_whatIsCachedStays_andAllOthersAreAnswered()
      throws Exception {
    Config config = config("");
    try (TestApi api = seeded(config)) {
      byte[] known = api.get(KNOWN).bytes();
      try (Connection lock = locked(config)) {
        ask(api, 5);
        becomes(api, "answers_computing", 2);
        becomes(api, "answers_queued", 3);
        becomes(api, "http_waiting", 5);
        assertThat(api.metric("lambdax_http_working{")).isZero();

        TestApi.Reply shed = api.get(ASK + "20", "X-Request-Id", "mine-1");
        assertThat(lock.isClosed()).isFalse();
        isProblem(shed, "overloaded");
        assertThat(shed.header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(shed.header("X-Content-Type-Options")).isEqualTo("nosniff");
        for (int i = 0; i < 100; i++) {
          TestApi.Reply cached = api.get(KNOWN);
          assertThat(cached.status()).isEqualTo(200);
          assertThat(cached.bytes()).isEqualTo(known);
        }
        assertThat(api.status("/healthz")).isEqualTo(200);
        assertThat(api.status("/readyz")).isEqualTo(200);
        assertThat(firstLine(api, "/api/v1/events")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(asked).noneMatch(CompletableFuture::isDone);
      }
      for (var answer : asked) {
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("X-Request-Id")).isNotEmpty();
      }
      becomes(api, "http_waiting", 0);
      assertThat(api.status(ASK + "20")).isEqualTo(200);
    }
  }

  private static void isProblem(TestApi.Reply reply, String type) throws IOException {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.json().get("type").asText()).endsWith(":" + type);
  }

  @Test
  void slowAnswer_isNotAwaitedForEver_byNobody_andIsThereForWhoAsksAgain() throws Exception {
    Config config = config("lambdax.serving.answer-time = 3s");
    try (TestApi api = seeded(config)) {
      double before = api.metric(COMPUTED);
      try (Connection lock = locked(config)) {
        for (int i = 0; i < 4; i++) {
          asked.add(CompletableFuture.supplyAsync(() -> uncheckedly(() -> api.get(ASK + "01"))));
        }
        for (var answer : asked) {
          isProblem(answer.join(), "not-yet");
        }
        assertThat(api.metric("lambdax_http_refused_total{part=\"serving-api\",reason=\"late\""))
            .isEqualTo(4);
        assertThat(api.metric(SLOW_TAKEN)).as("the slowest count").isGreaterThanOrEqualTo(4 * 3);
        assertThat(lock.isClosed()).isFalse();
        becomes(api, "answers_computing", 1);
        becomes(api, "http_waiting", 0);
      }
      becomes(api, "answers_computing", 0);
      TestApi.Reply again = api.get(ASK + "01");
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.header("X-Cache")).isEqualTo("hit");
      assertThat(api.metric(COMPUTED) - before).isEqualTo(1);
    }
  }

  @Test
  void slowAnswerThatFails_saysSoToWhoAsksAgain() throws Exception {
    Config config = config("lambdax.serving { answer-time = 1s, statement-time = 2s }");
    try (TestApi api = seeded(config);
        Connection lock = locked(config)) {
      isProblem(api.get(ASK + "01"), "not-yet");
      await()
          .until(
              () -> {
                becomes(api, "answers_computing", 0);
                return api.get(ASK + "01").text().contains(":store-away");
              });
      assertThat(lock.isClosed()).isFalse();
    }
  }

  private static String firstLine(TestApi api, String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
      return new String(start, US_ASCII);
    }
  }

  @Test
  void whoWaitsTooLongForAPlace_isTurnedAway() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        TestApi api =
            seeded(
                config(
                    """
                    lambdax.serving { at-once = 2, queue = 3, queue-time = 50ms }
                    lambdax.memcached { timeout = 20s, servers = "127.0.0.1:%d" }
                    """
                        .formatted(mute.getLocalPort())))) {
      ask(api, 2);
      becomes(api, "http_working", 2);
      isProblem(api.get(ASK + "20"), "overloaded");
      becomes(api, "http_waiting", 0);
      assertThat(api.metric("lambdax_http_refused_total{part=\"serving-api\",reason=\"load\""))
          .isEqualTo(1);
      for (var answer : asked) {
        assertThat(answer.join().status()).isEqualTo(200);
      }
      becomes(api, "http_working", 0);
    }
  }

  @Test
  void withoutAQueue_whatHasToBeWorkedOutIsAnswered() throws Exception {
    Config config = config("lambdax.serving { queue = 0, at-once = 1 }");
    try (TestApi api = seeded(config)) {
      try (Connection lock = locked(config)) {
        ask(api, 1);
        becomes(api, "http_waiting", 1);
        becomes(api, "http_working", 0);
        ask(api, 1);
        becomes(api, "http_waiting", 2);
        assertThat(lock.isClosed()).isFalse();
      }
      for (var answer : asked) {
        assertThat(answer.join().status()).isEqualTo(200);
      }
      becomes(api, "http_waiting", 0);
    }
  }

  @Test
  void slowReaders_holdNoPlace_andTheOldestIsGivenUpWhereTheyTakeTooMuchMemory() throws Exception {
    List<Socket> readers = new ArrayList<>();
    try (TestApi api = seeded(config("lambdax.serving { at-once = 1, unread = 200KiB }"))) {
      assertThat(api.get(LARGE).bytes()).hasSizeBetween(70_000, 100_000);
      byte[] ask = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(LARGE).getBytes(US_ASCII);
      for (int i = 1; i <= 4; i++) {
        Socket reader = new Socket();
        readers.add(reader);
        reader.setReceiveBufferSize(4096);
        reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
        double unread = api.metric(UNREAD);
        for (int times = 0; times < 150; times++) {
          reader.getOutputStream().write(ask); // all at once, and no answer is read
        }
        await().until(() -> api.metric(UNREAD) != unread || api.metric(GIVEN_UP) > 0);
        assertThat(api.get(KNOWN).status()).as("with %d slow readers", i).isEqualTo(200);
        assertThat(api.get(LARGE).bytes()).hasSizeGreaterThan(70_000);
      }
      await().until(() -> api.metric(GIVEN_UP) >= 2);
      assertThat(api.metric(UNREAD)).isBetween(70_000.0, 200.0 * 1024);
      becomes(api, "http_working", 0);
      for (Socket reader : readers) {
        reader.close();
      }
      becomes(api, "http_unread_bytes", 0);
    }
  }

  @Test
  void stop_finishesWhatIsBeingAnsweredOrWaits_andTakesNoMore() throws Exception {
    Config config = config("");
    TestApi api = seeded(config);
    CompletableFuture<Void> stopped;
    try (Connection lock = locked(config)) {
      ask(api, 3);
      becomes(api, "answers_computing", 2);
      becomes(api, "answers_queued", 1);
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

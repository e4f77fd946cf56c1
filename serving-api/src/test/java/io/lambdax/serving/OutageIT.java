package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees while a neighbour is away, and after. */
class OutageIT {
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";

  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private static final Duration NEVER_LATER = Duration.ofSeconds(20);

  /** Who is told at once, and what a busy machine adds. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  @TempDir Path directory;

  /** With the cache's time-out that is shipped. */
  private static Config impatient(Config config) {
    return ConfigFactory.parseString("lambdax.memcached.timeout = 100ms").withFallback(config);
  }

  private static TestApi seeded(Config config) throws Exception {
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(1);
    }
    TestApi api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
    return api;
  }

  @Test
  void mysqlHangsAndIsKilled_cachedAnswersStay_othersSayWhenToRetry_andItHeals() throws Exception {
    ServiceConfig place = ServiceConfig.in(directory.resolve("mariadb"));
    EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(place);
    Config config =
        ConfigFactory.parseString(
                """
                lambdax.mysql.connection-timeout = 1s
                lambdax.serving { answer-time = 5s, poll-time = 2s, statement-time = 10s }
                """)
            .withFallback(
                TestApi.config(mariaDb, "lambdax_outage", TestServices.memcached().servers()));
    try (TestApi api = seeded(config)) {
      TestApi.Reply before = api.get(ASK);
      Signal.send("STOP", mariaDb.pid());
      hangs(api);
      Signal.send("CONT", mariaDb.pid());
      await().until(() -> api.status("/readyz") == 200);

      ProcessHandle.of(mariaDb.pid()).orElseThrow().destroyForcibly();
      mariaDb.close();
      await().until(() -> api.status("/readyz") == 503);

      assertThat(api.get("/readyz").text()).contains("LAMBDAX_MYSQL_URL");
      TestApi.Reply cached = api.get(ASK);
      assertThat(cached.header("X-Cache")).isEqualTo("hit");
      assertThat(cached.bytes()).isEqualTo(before.bytes());
      assertThat(api.status(ASK + "&lag=2")).as("series read before").isEqualTo(200);
      TestApi.Reply away = api.get(ASK.replace("DEU", "FRA"));
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.header("Retry-After")).isEqualTo("5");
      assertThat(away.text()).contains("store-away").doesNotContain("127.0.0.1", "Exception");
      assertThat(api.status("/healthz")).isEqualTo(200);

      try (EmbeddedMariaDb back =
          EmbeddedMariaDb.start(new ServiceConfig(place.directory(), mariaDb.port()))) {
        assertThat(back.port()).isEqualTo(mariaDb.port());
        await().atMost(Duration.ofSeconds(20)).until(() -> api.status("/readyz") == 200);
        assertThat(api.status(ASK.replace("DEU", "FRA"))).isEqualTo(200);
      }
    }
  }

  /** More questions than can be worked out at a time, before anybody knows that it hangs. */
  private static void hangs(TestApi api) throws Exception {
    String unread = ASK.replace("DEU:cases", "DEU:deaths") + "&lag=";
    var clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Duration>> asks =
          IntStream.range(0, 8)
              .<Callable<Duration>>mapToObj(lag -> () -> unavailable(api, unread + lag))
              .toList();
      for (var took : clients.invokeAll(asks)) {
        assertThat(took.get()).as("5 s, and what a busy machine adds").isLessThan(NEVER_LATER);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(api.status("/readyz")).isEqualTo(503);
    assertThat(api.status(ASK)).isEqualTo(200);
    await().until(() -> api.metric("lambdax_answers_computing{") == 0);
    assertThat(unavailable(api, unread + 9)).as("known by now").isLessThan(AT_ONCE);
  }

  private static Duration unavailable(TestApi api, String path) throws Exception {
    long from = System.nanoTime();
    TestApi.Reply reply = api.get(path);
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).matches("[1-9]");
    assertThat(reply.json().get("type").asText()).matches(".*:(not-yet|store-away|overloaded)");
    return took;
  }

  @Test
  void memcachedKilled_answersGoOnAtOnce_andItHeals() throws Exception {
    EmbeddedMemcached memcached =
        EmbeddedMemcached.start(ServiceConfig.in(directory.resolve("memcached")));
    Config config =
        impatient(TestApi.config(TestServices.mariaDb(), "lambdax_cacheless", memcached.servers()));
    try (TestApi api = seeded(config)) {
      byte[] with = api.get(ASK).bytes();
      memcached.close();
      await().until(() -> api.get(ASK).header("X-Cache").equals("off"));
      assertThat(api.get(ASK).bytes()).isEqualTo(with);
      assertThat(usual(api, 50)).isLessThan(Duration.ofMillis(100));
      assertThat(api.cacheState()).isEqualTo("down");
      TestApi.Reply ready = api.get("/readyz");
      assertThat(ready.status()).as("it can still answer").isEqualTo(200);
      assertThat(ready.text()).contains("memcached cannot be reached");

      try (EmbeddedMemcached back =
          EmbeddedMemcached.start(
              new ServiceConfig(directory.resolve("memcached"), memcached.port()))) {
        assertThat(back.port()).isEqualTo(memcached.port());
        await().atMost(RECOVERY).until(() -> api.get(ASK).header("X-Cache").equals("hit"));
      }
    }
  }

  @Test
  void memcachedHangs_answersTakeATimeoutMoreAtMost() throws Exception {
    // Takes connections and never says a word.
    try (ServerSocket mute = new ServerSocket(0);
        TestApi api =
            seeded(
                impatient(
                    TestApi.config(
                        TestServices.mariaDb(),
                        "lambdax_mute",
                        "127.0.0.1:" + mute.getLocalPort())))) {
      assertThat(api.get(ASK).header("X-Cache")).isEqualTo("off");
      assertThat(usual(api, 20)).isLessThan(Duration.ofMillis(500));
    }
  }

  /** The median, because a busy machine makes any single one slow. */
  private static Duration usual(TestApi api, int requests)
      throws IOException, InterruptedException {
    long[] took = new long[requests];
    for (int i = 0; i < requests; i++) {
      long from = System.nanoTime();
      assertThat(api.status(ASK + "&lag=" + i)).isEqualTo(200);
      took[i] = System.nanoTime() - from;
    }
    Arrays.sort(took);
    return Duration.ofNanos(took[requests / 2]);
  }

  @Test
  void fiveHundredEqualQuestions_onAColdCache_areOneComputation() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(), "lambdax_stampede", TestServices.memcached().servers());
    String profile = ASK.replace("correlation?", "correlation/profile?");
    try (TestApi api = seeded(config)) {
      Callable<TestApi.Reply> ask = () -> api.get(profile);
      var clients = Executors.newFixedThreadPool(100);
      try {
        List<Callable<TestApi.Reply>> asks =
            IntStream.range(0, 500).mapToObj(i -> ask).collect(Collectors.toList());
        for (var reply : clients.invokeAll(asks)) {
          assertThat(reply.get().status()).isEqualTo(200);
        }
      } finally {
        clients.shutdownNow();
      }
      assertThat(api.metric("lambdax_answers_computed_total")).isEqualTo(1);
    }
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.store.view.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Neighbours are killed, hang and come back while clients go on asking: no answer is ever wrong,
 * and none is refused but those that need what is away.
 */
class FaultsUnderLoadIT {
  private static final String PAIR = "/api/v1/correlation?x=market:DAX:close&y=health:";
  private static final int LAGS = 60;

  /** For whom MySQL has to be asked; the values of all other questions are in memory. */
  private static final String LIST = "/api/v1/correlation/top?limit=";

  private static final Duration RECOVERY = Duration.ofSeconds(5);

  /** The library's own way with a dead server is to wait 2.5 s for each answer. */
  private static final Duration AWAITED = Duration.ofMillis(2_400);

  /** A busy machine makes single ones slow. */
  private static final double FEW = 0.01;

  /** The pool's own pauses between attempts have grown to 5 s by then. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  private static final int MEANWHILE = 200;

  @TempDir Path directory;

  private EmbeddedMemcached memcached(String name, int port) {
    return EmbeddedMemcached.start(new ServiceConfig(directory.resolve(name), port));
  }

  /** Kept for a second only, so that some are always to be worked out. */
  private static Config config(EmbeddedMariaDb mariaDb, String memcached) throws Exception {
    return ConfigFactory.parseString(
            """
            lambdax.memcached { timeout = 80ms, expiry = 1s }
            lambdax.mysql.connection-timeout = 1s
            """)
        .withFallback(TestApi.config(mariaDb, "lambdax_faults", memcached));
  }

  /** Questions with the answers of an API that has no cache, whose figures are core's. */
  private static Map<String, byte[]> known(Config config) throws Exception {
    Map<String, byte[]> known = new TreeMap<>();
    try (TestApi api =
        new TestApi(
            ConfigFactory.parseString("lambdax.memcached.servers = \"\"").withFallback(config))) {
      await().until(() -> api.status("/readyz") == 200);
      for (String country : new String[] {"DEU", "FRA"}) {
        Pairing pairing = pairing(country);
        for (int lag = -LAGS; lag <= LAGS; lag++) {
          String question = PAIR + country + ":cases&lag=" + lag;
          known.put(question, answer(api, question));
          JsonNode json = api.get(question).json();
          assertThat(json.get("r").asDouble())
              .isCloseTo(pairing.answer(lag, Method.PEARSON).r().orElseThrow(), within(1e-12));
        }
      }
      for (int limit = 1; limit <= 10; limit++) {
        known.put(LIST + limit, answer(api, LIST + limit));
      }
    }
    return known;
  }

  private static Pairing pairing(String country) {
    Map<SeriesId, Series> values = TestViews.values(1);
    return new Pairing(
        values.get(TestViews.DAX),
        values.get(SeriesId.parse("health:" + country + ":cases")),
        Transform.LEVEL,
        Transform.LEVEL,
        Range.all());
  }

  private static byte[] answer(TestApi api, String question) throws Exception {
    TestApi.Reply reply = api.get(question);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.bytes();
  }

  @Test
  void noAnswerIsWrong_onlyWhatNeedsMysqlIsRefused_andAllIsWellSoonAfter() throws Exception {
    ServiceConfig place = ServiceConfig.in(directory.resolve("mariadb"));
    EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(place);
    try (EmbeddedMemcached one = memcached("one", 0)) {
      assumeThat(one.pid()).as("the real program is on the PATH").isPresent();
      EmbeddedMemcached other = memcached("other", 0);
      Config config = config(mariaDb, one.servers() + "," + other.servers());
      try (Database database = TestApi.database(config)) {
        new TestViews(database).publish(1);
      }
      Map<String, byte[]> known = known(config);
      try (TestApi api = new TestApi(config)) {
        await().until(() -> api.status("/readyz") == 200);
        for (String question : known.keySet()) {
          assertThat(answer(api, question)).isEqualTo(known.get(question));
        }
        other = cacheFaults(api, known, one, other);
        mysqlRestarts(api, known, mariaDb, place);
      } finally {
        other.close();
      }
    }
  }

  /** One of two is killed and started again, then the other hangs and wakes. */
  private EmbeddedMemcached cacheFaults(
      TestApi api, Map<String, byte[]> known, EmbeddedMemcached one, EmbeddedMemcached other)
      throws Exception {
    try (TestLoad load = new TestLoad(api, known)) {
      meanwhile(load);
      other.close();
      await().until(() -> api.cacheState().equals("partly"));
      meanwhile(load);
      EmbeddedMemcached back = memcached("other", other.port());
      await().until(() -> api.cacheState().equals("on"));

      Signal.send("STOP", one.pid().orElseThrow());
      try {
        await().until(() -> api.cacheState().equals("partly"));
        meanwhile(load);
      } finally {
        Signal.send("CONT", one.pid().orElseThrow());
      }
      await().until(() -> api.cacheState().equals("on"));
      meanwhile(load);
      assertThat(load.wrong()).isEmpty();
      assertThat(load.refused()).isEmpty();
      assertThat(load.shareAbove(AWAITED)).isLessThan(FEW);
      return back;
    }
  }

  private static void meanwhile(TestLoad load) {
    int before = load.asked();
    await().until(() -> load.asked() >= before + MEANWHILE);
  }

  private static void mysqlRestarts(
      TestApi api, Map<String, byte[]> known, EmbeddedMariaDb mariaDb, ServiceConfig place)
      throws Exception {
    TestLoad load = new TestLoad(api, known);
    try {
      ProcessHandle.of(mariaDb.pid()).orElseThrow().destroyForcibly();
      mariaDb.close();
      Instant gone = Instant.now();
      await().until(() -> !load.refused().isEmpty());
      meanwhile(load);
      await().until(() -> gone.plus(OUTAGE).isBefore(Instant.now()));
      try (EmbeddedMariaDb back =
          EmbeddedMariaDb.start(new ServiceConfig(place.directory(), mariaDb.port()))) {
        await()
            .atMost(RECOVERY)
            .until(() -> api.status("/readyz") == 200 && api.status(LIST + 1) == 200);
        Instant recovered = Instant.now();
        meanwhile(load);
        load.close();
        assertThat(back.port()).isEqualTo(mariaDb.port());
        assertThat(load.wrong()).isEmpty();
        assertThat(load.refused())
            .allSatisfy(
                refused -> {
                  assertThat(refused.question()).startsWith(LIST);
                  assertThat(refused.type()).matches(".*:(store-away|not-yet)");
                  assertThat(refused.asked()).isBefore(recovered);
                });
      }
    } finally {
      load.close();
    }
  }
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Memcached servers: one hangs, then the other dies, and both come back. */
class CacheFaultsIT {
  private static final String ASK =
      "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases&lag=";
  private static final String TIMEOUTS =
      "lambdax_cache_failures_total{part=\"serving-api\",reason=\"timeout\"";
  private static final String SKIPPED = TIMEOUTS.replace("timeout", "skipped");
  private static final String OVERDUE = "lambdax_cache_overdue_total";
  private static final int QUESTIONS = 40;

  /**
   * So long that a busy machine does not let a lookup take twice that, and so short that the
   * library's own patience would: 2.5 s for an answer, 10 s for its turn.
   */
  private static final String TIMEOUT = "800ms";

  @TempDir Path directory;

  private EmbeddedMemcached memcached(String name, int port) {
    return EmbeddedMemcached.start(new ServiceConfig(directory.resolve(name), port));
  }

  private static Config config(EmbeddedMemcached one, EmbeddedMemcached other) throws Exception {
    return ConfigFactory.parseString("lambdax.memcached.timeout = " + TIMEOUT)
        .withFallback(
            TestApi.config(
                TestServices.mariaDb(),
                "lambdax_cache_faults",
                one.servers() + "," + other.servers()));
  }

  /**
   * Asks some questions, none of which may fail, or wait for the cache longer than its setting;
   * what the cache did for each.
   */
  private static List<String> ask(TestApi api, int firstLag) throws Exception {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      TestApi.Reply reply = api.get(ASK + (firstLag + i));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("lag").asInt()).isEqualTo(firstLag + i);
      outcomes.add(reply.header("X-Cache"));
    }
    assertThat(api.metric(OVERDUE)).as("single lookups that took longer").isZero();
    return outcomes;
  }

  @Test
  void oneHangs_theOtherDies_nothingFails_theHangingOneIsLeftOut_andBothHeal() throws Exception {
    try (EmbeddedMemcached hanging = memcached("hanging", 0)) {
      assumeThat(hanging.pid()).as("the real program is on the PATH").isPresent();
      EmbeddedMemcached dying = memcached("dying", 0);
      Config config = config(hanging, dying);
      try (Database database = TestApi.database(config)) {
        new TestViews(database).publish(1);
      }
      try (TestApi api = new TestApi(config)) {
        await().until(() -> api.status("/readyz") == 200);
        await().until(() -> ask(api, 0).stream().allMatch("hit"::equals));
        byte[] well = api.get(ASK + 0).bytes();
        assertThat(api.cacheState()).isEqualTo("on");
        assertThat(api.get("/metrics").text()).contains(OVERDUE);

        Signal.send("STOP", hanging.pid().orElseThrow());
        try {
          hangs(api, well);
          dying.close();
          await().until(() -> ask(api, 100).stream().allMatch("off"::equals));
          await().until(() -> api.cacheState().equals("down"));
          assertThat(api.status("/readyz")).as("it can still answer").isEqualTo(200);
        } finally {
          Signal.send("CONT", hanging.pid().orElseThrow());
        }
        await().until(() -> ask(api, 0).contains("hit"));
        await().until(() -> api.cacheState().equals("partly"));
        try (EmbeddedMemcached back = memcached("dying", dying.port())) {
          assertThat(back.port()).isEqualTo(dying.port());
          await().until(() -> ask(api, 0).stream().allMatch("hit"::equals));
          await().until(() -> api.cacheState().equals("on"));
          assertThat(api.get(ASK + 0).bytes()).isEqualTo(well);
        }
      }
    }
  }

  private static void hangs(TestApi api, byte[] well) throws Exception {
    await().until(() -> ask(api, 0).contains("off") && api.metric(SKIPPED) > 0);
    double late = api.metric(TIMEOUTS);
    assertThat(late).isGreaterThanOrEqualTo(3);
    double before = api.metric(SKIPPED);
    List<String> fresh = ask(api, -QUESTIONS);
    assertThat(fresh).contains("off").containsAnyOf("miss", "hit");
    // About half of them are the hanging server's. A busy machine may make the other one late.
    assertThat(api.metric(SKIPPED) - before).isGreaterThanOrEqualTo(QUESTIONS / 4.0);
    assertThat(api.metric(TIMEOUTS) - late).as("nobody waited for it").isLessThanOrEqualTo(3);
    assertThat(api.get(ASK + 0).bytes()).isEqualTo(well);
    assertThat(api.cacheState()).isEqualTo("partly");
    TestApi.Reply ready = api.get("/readyz");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.text()).contains("1 of 2 servers").doesNotContain("127.0.0.1");
  }
}

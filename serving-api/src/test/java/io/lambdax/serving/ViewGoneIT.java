package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.serving.answer.Answers;
import io.lambdax.serving.answer.Asks;
import io.lambdax.serving.answer.Computing;
import io.lambdax.serving.answer.Served;
import io.lambdax.serving.cache.AnswerCache;
import io.lambdax.serving.view.Families;
import io.lambdax.serving.view.ViewRows;
import io.lambdax.serving.view.ViewWatch;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.ViewCleaner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ViewGoneIT {
  private static final int CROWD = 20;

  @Test
  void answer_ofAViewThatWasDeletedMeanwhile_isMadeFromTheNextOne() throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_gone", "");
    try (Database database = TestApi.database(config);
        ViewWatch watch = new ViewWatch(database, Duration.ofSeconds(30));
        Computing computing =
            new Computing(1, 1, Duration.ofSeconds(5), new SimpleMeterRegistry())) {
      TestViews views = new TestViews(database);
      views.publish(1);
      // Never started to poll: it goes on believing in view 1.
      watch.refresh();
      views.publish(2);
      long third = views.publish(3);
      assertThat(new ViewCleaner(database).clean()).isPositive();

      Answers answers =
          new Answers(
              watch,
              new ViewRows(watch, new Families(Families.MOST_RANKED), 1 << 20),
              AnswerCache.NONE,
              computing,
              new SimpleMeterRegistry(),
              java.time.Clock.systemUTC());
      Served served =
          answers.answer(Asks.SERIES.asked(Map.of("id", "market:DAX:close"), Map.of())).get();

      assertThat(new String(served.body(), StandardCharsets.UTF_8))
          .contains("\"view\":{\"id\":" + third);
      Served list =
          answers.answer(Asks.LIST.asked(Map.of(), Map.of("kind", List.of("market")))).get();
      assertThat(new String(list.body(), StandardCharsets.UTF_8)).contains("\"total\":2");
    }
  }

  /** Answers are remembered under it. */
  @Test
  void numberOfAMoment_isNeverThatOfAnother_thoughThereWasNoViewInBetween() throws Exception {
    Config config = TestApi.config(TestServices.mariaDb(), "lambdax_gone_number", "");
    try (Database database = TestApi.database(config);
        Connection sql = TestApi.connection(config);
        Statement statement = sql.createStatement();
        ViewWatch watch = new ViewWatch(database, Duration.ofSeconds(30))) {
      TestViews views = new TestViews(database);
      views.publish(1);
      long first = watch.refresh().orElseThrow().number();
      assertThat(watch.refresh().orElseThrow().number()).as("the same view").isEqualTo(first);
      statement.execute("update current_view set view_id = null");
      assertThat(watch.refresh()).isEmpty();
      views.publish(2);
      assertThat(watch.refresh().orElseThrow().number()).isGreaterThan(first);
    }
  }

  /** All wait for the same look, for which there is one thread and one place to wait. */
  @Test
  void crowd_thatAskedTheSameOfAViewThatWasDeleted_isOneLook() throws Exception {
    Config config =
        ConfigFactory.parseString(
                "lambdax.serving { poll = 1h, computing = 1, computing-queue = 1 }")
            .withFallback(TestApi.config(TestServices.mariaDb(), "lambdax_gone_crowd", ""));
    try (Database database = TestApi.database(config)) {
      TestViews views = new TestViews(database);
      views.publish(1);
      try (TestApi api = new TestApi(config)) {
        await().until(() -> api.status("/readyz") == 200);
        views.publish(2);
        long third = views.publish(3);
        assertThat(new ViewCleaner(database).clean()).isPositive();

        List<CompletableFuture<TestApi.Reply>> crowd = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(CROWD);
        try (Connection lock = TestApi.connection(config);
            Statement statement = lock.createStatement()) {
          statement.execute("lock tables batch_view write");
          for (int i = 0; i < CROWD; i++) {
            crowd.add(
                CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return api.get("/api/v1/series/market:DAX:close");
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    },
                    clients));
          }
          await().until(() -> api.metric("lambdax_http_waiting{") == CROWD);
        } finally {
          clients.shutdown();
        }
        for (var answer : crowd) {
          assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(200);
          assertThat(answer.join().text()).contains("\"view\":{\"id\":" + third);
        }
      }
    }
  }
}

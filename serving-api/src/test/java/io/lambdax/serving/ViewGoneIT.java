package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewGoneIT {
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
}

package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged of a request, and that its id stands in each line. */
class LogIT {
  private static final String ASK = "/api/v1/correlation?x=market:DAX:close&y=health:DEU:cases";

  private final Logger ours = (Logger) LoggerFactory.getLogger("io.lambdax.serving");
  private final Level level = ours.getLevel();
  private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> recorder =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          said.add(event);
        }
      };

  @BeforeEach
  void listen() {
    ours.setLevel(Level.DEBUG);
    recorder.start();
    ours.addAppender(recorder);
  }

  @AfterEach
  void stop() {
    ours.detachAppender(recorder);
    ours.setLevel(level);
  }

  private List<ILoggingEvent> of(String requestId) {
    return said.stream()
        .filter(event -> requestId.equals(event.getMDCPropertyMap().get("requestId")))
        .toList();
  }

  private static String pairs(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .map(pair -> pair.key + "=" + pair.value)
        .collect(Collectors.joining(" "));
  }

  @Test
  void eachRequestIsALine_andEveryLineOfARequestHasItsId() throws Exception {
    // Nobody listens at that port: the cache says so in a line of the request.
    Config config =
        ConfigFactory.parseString("lambdax.serving.access-log = true")
            .withFallback(TestApi.config(TestServices.mariaDb(), "lambdax_log", "127.0.0.1:1"));
    try (Database database = TestApi.database(config)) {
      new TestViews(database).publish(1);
    }
    try (TestApi api = new TestApi(config)) {
      await().until(() -> api.status("/readyz") == 200);
      assertThat(api.get(ASK, "X-Request-Id", "first").status()).isEqualTo(200);
      assertThat(api.get("/nothing?a=%22b", "X-Request-Id", "second").status()).isEqualTo(404);
      assertThat(api.get("/healthz", "X-Request-Id", "third").status()).isEqualTo(200);

      await().until(() -> of("first").size() >= 2 && !of("second").isEmpty());
      assertThat(of("first").get(0).getFormattedMessage()).isEqualTo("Asking Memcached failed");
      ILoggingEvent line = of("first").get(of("first").size() - 1);
      assertThat(line.getLoggerName()).isEqualTo("io.lambdax.serving.access");
      assertThat(pairs(line))
          .matches(
              "client=127\\.0\\.0\\.1 method=GET address="
                  + "/api/v1/correlation\\?x=market:DAX:close&y=health:DEU:cases status=200"
                  + " bytes=\\d+ millis=\\d+ cache=off");
      assertThat(pairs(of("second").get(0))).contains("/nothing?a=%22b status=404");
      assertThat(of("third")).isEmpty();
      assertThat(said).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }
  }
}

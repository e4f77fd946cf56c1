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
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says when the API is started before anything else has made its tables. */
class HealthyStartIT {

  @Test
  void aStoreWithoutTablesIsWaitedFor_saidOnce_andNothingIsWarnedOf() throws Exception {
    Config config =
        ConfigFactory.parseString("lambdax.memcached.timeout = 100ms")
            .withFallback(
                TestApi.config(
                    TestServices.mariaDb(), "lambdax_start", TestServices.memcached().servers()));
    try (Recorder log = Recorder.listening();
        TestApi api = new TestApi(config);
        Database database = TestApi.database(config)) {
      await().until(() -> api.get("/readyz").text().contains("has no tables yet"));
      assertThat(api.status("/readyz")).isEqualTo(503);
      new TestViews(database).publish(1);
      await().until(() -> api.status("/readyz") == 200);
      assertThat(api.status("/api/v1/series")).isEqualTo(200);
      assertThat(log.said)
          .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
          .isEmpty();
      assertThat(log.said)
          .filteredOn(event -> event.getFormattedMessage().contains("has no tables yet"))
          .singleElement()
          .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
    }
  }

  /** Listens to every logger until it is closed. */
  private static final class Recorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    static Recorder listening() {
      Recorder recorder = new Recorder();
      recorder.start();
      recorder.root.addAppender(recorder);
      return recorder;
    }

    @Override
    protected void append(ILoggingEvent event) {
      said.add(event);
    }

    @Override
    public void close() {
      root.detachAppender(this);
      stop();
    }
  }
}

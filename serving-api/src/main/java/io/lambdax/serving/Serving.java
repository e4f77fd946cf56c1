package io.lambdax.serving;

import com.typesafe.config.Config;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Metrics;
import io.lambdax.ops.Readiness;
import io.lambdax.serving.answer.Answers;
import io.lambdax.serving.answer.Computing;
import io.lambdax.serving.answer.Status;
import io.lambdax.serving.cache.AnswerCache;
import io.lambdax.serving.cache.MemcachedAnswers;
import io.lambdax.serving.events.EventStreams;
import io.lambdax.serving.guard.FrontDoor;
import io.lambdax.serving.http.ApiServer;
import io.lambdax.serving.http.Connections;
import io.lambdax.serving.view.Families;
import io.lambdax.serving.view.FreshnessGauges;
import io.lambdax.serving.view.ViewRows;
import io.lambdax.serving.view.ViewWatch;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running API. MySQL and Memcached need not be there when it starts. */
public final class Serving implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Serving.class);

  private static final Duration EVENTS_HEARTBEAT = Duration.ofSeconds(15);

  private final Database database;
  private final ViewWatch watch;
  private final AnswerCache cache;
  private final Computing computing;
  private final ApiServer server;

  private Serving(Config config, ServingConfig serving, Clock clock) {
    database = Database.openForQuestions(MysqlConfig.from(config), serving.statementTime());
    watch = new ViewWatch(database, serving.pollTime());
    PrometheusMeterRegistry registry = Metrics.registry("serving-api");
    cache = cache(serving, registry);
    computing =
        new Computing(
            serving.computing(), serving.computingQueue(), serving.answerTime(), registry);
    database.measure(registry);
    FreshnessGauges.register(registry, watch, clock);
    server =
        new ApiServer(
            new Answers(
                watch,
                new ViewRows(watch, new Families(Families.MOST_RANKED), serving.seriesMemory()),
                cache,
                computing,
                registry,
                clock),
            new Status(watch, cache, clock),
            new EventStreams(
                watch, serving.streams(), serving.streamsOfOne(), EVENTS_HEARTBEAT, registry),
            new Readiness().add("mysql", watch::away).add("view", this::noView),
            new Readiness().add("memcached", cache::problem),
            registry,
            FrontDoor.by(config, registry),
            new ApiServer.Limits(
                serving.threads(), serving.stopTimeout(), Connections.from(config)));
  }

  /**
   * Starts to serve.
   *
   * @throws IllegalArgumentException if a setting makes no sense
   * @throws UncheckedIOException if the port is taken
   */
  public static Serving start(Config config, Clock clock) {
    HttpSettings http = HttpSettings.from(config);
    ServingConfig settings = ServingConfig.from(config);
    Serving serving = new Serving(config, settings, clock);
    try {
      serving.server.start(http);
      serving.watch.start(settings.poll());
    } catch (RuntimeException e) {
      serving.close();
      throw e;
    }
    log.info("Serving http://{}:{}/", http.host(), serving.port());
    return serving;
  }

  private static AnswerCache cache(ServingConfig config, MeterRegistry registry) {
    if (config.memcached().isEmpty()) {
      return AnswerCache.NONE;
    }
    try {
      return new MemcachedAnswers(
          config.memcached(), config.memcachedTimeout(), config.memcachedExpiry(), registry);
    } catch (IOException | UnresolvedAddressException e) {
      throw new UncheckedIOException(
          "lambdax.memcached.servers is '%s', which cannot be resolved: give host:port, or nothing to do without a cache"
              .formatted(config.memcached()),
          new IOException(e));
    }
  }

  private Optional<String> noView() {
    return watch.current().isPresent()
        ? Optional.empty()
        : Optional.of("there is no view yet: the first batch has not finished");
  }

  /** The port in use. */
  public int port() {
    return server.port();
  }

  /** Stops in order: requests first, then what they need. */
  @Override
  public void close() {
    server.close();
    computing.close();
    watch.close();
    cache.close();
    database.close();
  }
}

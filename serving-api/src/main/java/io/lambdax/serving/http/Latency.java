package io.lambdax.serving.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long requests take, by route, status, and what the cache did for the answer. Routes are
 * patterns, so strangers cannot make up new ones. Thread-safe.
 */
final class Latency {
  static final String STARTED = "lambdax.started";
  private static final String NONE = "none";
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final MeterRegistry registry;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String route, int status, String cache) {}

  Latency(MeterRegistry registry) {
    this.registry = registry;
  }

  void begin(Context context) {
    if (context.attribute(STARTED) == null) { // it may come again
      context.attribute(STARTED, System.nanoTime());
    }
  }

  void end(Context context) {
    Long started = context.attribute(STARTED);
    String cache = context.res().getHeader("X-Cache");
    end(
        started,
        new Kind(
            context.statusCode() == 405 ? NONE : context.endpointHandlerPath(),
            context.statusCode(),
            cache == null ? NONE : cache));
  }

  /** Ends one that was answered before Javalin met it. */
  void end(long started, String route, String cache) {
    end(started, new Kind(route, HttpServletResponse.SC_OK, cache));
  }

  /** Ends one that is turned away later, without this context. */
  Runnable late(Context context) {
    Long started = context.attribute(STARTED);
    Kind kind = new Kind(context.endpointHandlerPath(), 503, NONE);
    return () -> end(started, kind);
  }

  private void end(long started, Kind kind) {
    timers
        .computeIfAbsent(kind, this::timer)
        .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("lambdax.http.requests")
        .description("Requests, by route, status, and what the cache did")
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .tag("cache", kind.cache())
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}

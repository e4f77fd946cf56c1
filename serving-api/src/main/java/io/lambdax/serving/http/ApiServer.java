package io.lambdax.serving.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Readiness;
import io.lambdax.serving.answer.Answers;
import io.lambdax.serving.answer.Ask;
import io.lambdax.serving.answer.Asks;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.answer.Served;
import io.lambdax.serving.answer.Status;
import io.lambdax.serving.request.Parameters;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: the API, the page, and what every part serves about itself. Thread-safe. */
public final class ApiServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String STARTED = "lambdax.started";
  private static final Duration THREAD_IDLE = Duration.ofMinutes(1);

  private final Answers answers;
  private final Status status;
  private final Readiness readiness;
  private final PrometheusMeterRegistry registry;
  private final StaticUi ui = new StaticUi();
  private final Javalin app;

  /**
   * What the server needs to know.
   *
   * @param threads most threads, at least 8: Jetty takes some for itself
   * @param stopTimeout how long requests may still take when it is stopped
   */
  public record Limits(int threads, Duration stopTimeout) {
    public Limits {
      if (threads < 8) {
        throw new IllegalArgumentException(
            "lambdax.serving.threads is " + threads + ": give at least 8");
      }
    }
  }

  public ApiServer(
      Answers answers,
      Status status,
      Readiness readiness,
      PrometheusMeterRegistry registry,
      Limits limits) {
    this.answers = answers;
    this.status = status;
    this.readiness = readiness;
    this.registry = registry;
    this.app = Javalin.create(config -> configure(config, limits));
    routes();
    Failures.on(app);
  }

  private static void configure(JavalinConfig config, Limits limits) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.useVirtualThreads = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool =
        new QueuedThreadPool(
            limits.threads(), Math.min(8, limits.threads()), (int) THREAD_IDLE.toMillis());
    config.jetty.modifyServer(server -> server.setStopTimeout(limits.stopTimeout().toMillis()));
  }

  private void routes() {
    app.before(SecurityHeaders::on);
    app.before(context -> context.attribute(STARTED, System.nanoTime()));
    app.after(this::measure);
    app.get("/api/v1/series", context -> answer(context, Asks.list(context.queryParamMap())));
    app.get(
        "/api/v1/series/{id}",
        context -> answer(context, Asks.series(context.pathParam("id"), context.queryParamMap())));
    app.get(
        "/api/v1/correlation",
        context -> answer(context, Asks.correlation(context.queryParamMap())));
    app.get(
        "/api/v1/correlation/profile",
        context -> answer(context, Asks.profile(context.queryParamMap())));
    app.get(
        "/api/v1/correlation/top", context -> answer(context, Asks.top(context.queryParamMap())));
    app.get("/api/v1/status", this::status);
    app.get("/healthz", context -> live(context, "text/plain", 200, "ok\n"));
    app.get("/readyz", this::ready);
    app.get(
        "/metrics",
        context ->
            live(context, "text/plain; version=0.0.4; charset=utf-8", 200, registry.scrape()));
    app.get("/", context -> ui.answer(context, "index.html"));
    app.get("/<path>", context -> ui.answer(context, context.pathParam("path")));
  }

  private void answer(Context context, Ask ask) {
    Served served = answers.answer(ask);
    context.header("X-Cache", served.outcome().word());
    Conditional.answer(context, served.body(), JSON, served.etag());
  }

  private void status(Context context) {
    new Parameters(context.queryParamMap(), List.of());
    context
        .header("Cache-Control", "no-store")
        .contentType(JSON)
        .result(Json.bytes(status.answer()));
  }

  private void ready(Context context) {
    Readiness.Report report = readiness.report();
    live(context, JSON, report.ready() ? 200 : 503, report.toJson());
  }

  private static void live(Context context, String type, int status, String body) {
    context.status(status).header("Cache-Control", "no-store").contentType(type).result(body);
  }

  private void measure(Context context) {
    Long started = context.attribute(STARTED);
    Timer.builder("lambdax.http.requests")
        .description("Requests, by route and status")
        .tag("route", context.endpointHandlerPath())
        .tag("status", Integer.toString(context.statusCode()))
        .register(registry)
        .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
  }

  /**
   * Binds, serves, and tells the port.
   *
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public ApiServer start(HttpSettings http) {
    app.start(http.host(), http.port());
    http.announce(port());
    return this;
  }

  /** The port in use. */
  public int port() {
    return app.port();
  }

  /**
   * Takes no more requests and lets those that are being answered finish, up to the stop time-out.
   */
  @Override
  public void close() {
    app.stop();
  }
}

package io.lambdax.serving.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lambdax.ops.HttpSettings;
import io.lambdax.ops.Readiness;
import io.lambdax.serving.answer.Answers;
import io.lambdax.serving.answer.Asked;
import io.lambdax.serving.answer.Asks;
import io.lambdax.serving.answer.Coming;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.answer.Status;
import io.lambdax.serving.events.EventStreams;
import io.lambdax.serving.guard.FrontDoor;
import io.lambdax.serving.guard.Later;
import io.lambdax.serving.request.Parameters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.FilterHolder;

/** The HTTP server: the API, the page, and what every part serves about itself. Thread-safe. */
public final class ApiServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String EVENTS = "/api/v1/events";

  private final Answers answers;
  private final Status status;
  private final EventStreams events;
  private final Readiness needs;
  private final Readiness comforts;
  private final PrometheusMeterRegistry registry;
  private final Latency latency;
  private final Reader reader = new Reader();
  private final StaticUi ui = new StaticUi("/ui/");
  private final Set<String> paths = new HashSet<>();
  private final Javalin app;
  private final FrontDoor door;
  private final Limits limits;

  /**
   * What the server needs to know.
   *
   * @param threads most threads, at least 9: eight are for Jetty itself and for health
   * @param stopTimeout how long requests may still take when it is stopped
   */
  public record Limits(int threads, Duration stopTimeout, Connections connections) {}

  /**
   * A server that does not listen yet.
   *
   * @param needs without which it is not ready
   * @param comforts that {@code /readyz} only tells about
   * @param door what every request has to pass
   */
  public ApiServer(
      Answers answers,
      Status status,
      EventStreams events,
      Readiness needs,
      Readiness comforts,
      PrometheusMeterRegistry registry,
      FrontDoor door,
      Limits limits) {
    this.answers = answers;
    this.status = status;
    this.events = events;
    this.needs = needs;
    this.comforts = comforts;
    this.registry = registry;
    this.latency = new Latency(registry);
    this.door = door;
    this.limits = limits;
    Shortcut shortcut = new Shortcut(reader, answers, latency, registry);
    this.app = Javalin.create(config -> configure(config, door, shortcut, limits));
    routes();
    Failures.on(app);
  }

  private static void configure(
      JavalinConfig config, FrontDoor door, Shortcut shortcut, Limits limits) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.useVirtualThreads = false;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = limits.connections().threads(limits.threads());
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new BadMessages(limits.connections().headerBytes()));
          door.accessLog().ifPresent(server::setRequestLog);
        });
    config.jetty.modifyServletContextHandler(
        context -> {
          context.addFilter(
              new FilterHolder(door),
              "/*",
              EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
          context.addFilter(
              new FilterHolder(shortcut), "/api/v1/*", EnumSet.of(DispatcherType.REQUEST));
        });
  }

  private void routes() {
    app.before(latency::begin);
    app.before(Compression::on);
    app.after(this::measure);
    Asks.ALL.forEach(
        address -> get(address.path(), context -> answer(context, reader.read(address, context))));
    get("/api/v1/status", this::status);
    get(EVENTS, context -> EventRoute.answer(context, events));
    DocsRoutes.on(this::get);
    get("/healthz", context -> live(context, "text/plain", 200, "ok\n"));
    get("/readyz", this::ready);
    get("/metrics", context -> live(context, PROMETHEUS, 200, registry.scrape()));
    get("/", context -> ui.answer(context, "index.html"));
    get("/<path>", context -> page(context, context.pathParam("path")));
  }

  /** HEAD is answered as GET is; Jetty leaves the body out. */
  private void get(String path, Handler handler) {
    paths.add(path);
    app.get(path, handler);
    app.head(path, handler);
  }

  /** What has to be worked out first is asked for a second time once it is there. */
  private void answer(Context context, Asked asked) {
    Coming coming =
        context.attribute(Shortcut.COMING) instanceof Coming before
            ? before
            : answers.answer(asked);
    if (coming.isHere()) {
      AnswerRoute.answer(context, asked, coming.get());
    } else {
      context.attribute(Shortcut.COMING, coming);
      Later.await(context.req(), coming.awaited(), latency.late(context));
    }
  }

  private void status(Context context) {
    Parameters.of(Reader.parameters(context), List.of());
    context
        .header("Cache-Control", "no-store")
        .contentType(JSON)
        .result(Json.bytes(status.answer()));
  }

  private void ready(Context context) {
    Readiness.Report report = needs.report();
    Map<String, String> checks = new LinkedHashMap<>(report.checks());
    checks.putAll(comforts.report().checks());
    live(
        context,
        JSON,
        report.ready() ? 200 : 503,
        new Readiness.Report(report.ready(), checks).toJson());
  }

  /** A page is found by its name, too, as someone types it. */
  private void page(Context context, String path) {
    String page = path + ".html";
    if (ui.has(page)) {
      String query = context.queryString();
      context.redirect("/" + page + (query == null ? "" : "?" + query));
    } else {
      ui.answer(context, path);
    }
  }

  private static void live(Context context, String type, int status, String body) {
    context.status(status).header("Cache-Control", "no-store").contentType(type).result(body);
  }

  private void measure(Context context) {
    if (Later.isAwaited(context.req())) {
      return;
    }
    if (FrontDoor.isEvents(context.path()) && context.statusCode() == 200) {
      return; // how long a client stays is no time that a request takes
    }
    latency.end(context);
  }

  /**
   * Binds, serves, and tells the port.
   *
   * @throws UncheckedIOException if the port is taken; the message names it
   */
  public ApiServer start(HttpSettings http) {
    ServerSocketChannel socket = bind(http);
    app.unsafeConfig()
        .jetty
        .addConnector((server, config) -> limits.connections().connector(server, config, socket));
    app.start();
    http.announce(port());
    return this;
  }

  /** Bound by ourselves, so that a taken port is known before anything is started. */
  private static ServerSocketChannel bind(HttpSettings http) {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return socket.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException | UnresolvedAddressException e) {
      throw new UncheckedIOException(
          "Cannot listen on %s:%d (%s): free that port or set LAMBDAX_HTTP_PORT to another, or to 0"
              .formatted(http.host(), http.port(), e.getMessage()),
          new IOException(e));
    }
  }

  /** Every address, as it was given to {@link #get}. */
  Set<String> paths() {
    return Set.copyOf(paths);
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
    events.close();
    Server server = app.jettyServer().server();
    if (server.isStarted()) {
      // Before Jetty's own way, which refuses those that wait.
      for (Connector connector : server.getConnectors()) {
        var unused = connector.shutdown(); // what it waits for, we do
      }
      server.setStopTimeout(door.closeGently(limits.stopTimeout()).toMillis());
    }
    app.stop();
  }
}

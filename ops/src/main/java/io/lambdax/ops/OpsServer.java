package io.lambdax.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /healthz} (200 while the process lives), {@code /readyz} (200 or 503, with the
 * checks as JSON) and {@code /metrics} (Prometheus text). Thread-safe.
 *
 * <pre>{@code
 * var readiness = new Readiness().add("kafka", consumer::problem);
 * try (var ops = OpsServer.start(HttpSettings.from(config), readiness, Metrics.registry("importer"))) {
 *   ...
 * }
 * }</pre>
 */
public final class OpsServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpsServer.class);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "ops-http");
            thread.setDaemon(true);
            return thread;
          });

  private OpsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds, starts to serve, logs the port and writes the port file.
   *
   * @throws UncheckedIOException if the port is taken; the message names it
   */
  public static OpsServer start(
      HttpSettings settings, Readiness readiness, PrometheusMeterRegistry registry) {
    OpsServer ops = new OpsServer(bind(settings));
    ops.server.setExecutor(ops.threads);
    ops.serve("/healthz", exchange -> reply(exchange, 200, TEXT, "ok\n"));
    ops.serve(
        "/readyz",
        exchange -> {
          Readiness.Report report = readiness.report();
          reply(exchange, report.ready() ? 200 : 503, "application/json", report.toJson());
        });
    ops.serve("/metrics", exchange -> reply(exchange, 200, PROMETHEUS, registry.scrape()));
    ops.server.start();
    settings.announce(ops.port());
    log.info("Serving /healthz, /readyz and /metrics on {}:{}", settings.host(), ops.port());
    return ops;
  }

  private static HttpServer bind(HttpSettings settings) {
    try {
      return HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on %s:%d (%s): free that port or set LAMBDAX_HTTP_PORT to another, or to 0"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (exchange.getRequestURI().getPath().equals(path)) {
              handler.handle(exchange);
            } else {
              reply(exchange, 404, TEXT, "not here: /healthz, /readyz or /metrics\n");
            }
          } catch (RuntimeException e) {
            log.error("Answering {} failed", path, e);
            reply(exchange, 500, TEXT, "failed, see the log\n");
          }
        });
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The port in use. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops serving at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

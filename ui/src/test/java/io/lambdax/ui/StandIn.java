package io.lambdax.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A stand-in for the serving API: the page's real files under a strict content security policy, and
 * recorded answers of the contract. The figures were computed from the sample (ECDC figures,
 * Deutsche Börse index closes) by the definitions of the design with pandas and SciPy; those of
 * several countries, ranges, the scatter and rolling windows are the platform's own answers on that
 * sample. The page against the real platform is tested with the launcher.
 */
final class StandIn implements AutoCloseable {
  static final String STATUS = "/api/v1/status";
  static final String READY = "/readyz";

  /** Stricter than what the serving API sends: nothing inline, nothing from elsewhere. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String STATE = "{\"view\":null,\"version\":2,\"summariesVersion\":2}";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Files do not change while tests run, and packing ECharts takes a moment. */
  private static final Map<String, byte[]> PACKED = new ConcurrentHashMap<>();

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private final AtomicLong bytesSent = new AtomicLong();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Set<HttpExchange> followers = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private volatile boolean away;

  StandIn() throws IOException {
    recorded();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void recorded() throws IOException {
    try (InputStream in = StandIn.class.getResourceAsStream("answers.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(parts -> answers.put(parts[0], parts[1]));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Answers this path (with its parameters in alphabetical order) with this JSON from now on. */
  void answer(String path, String json) {
    answers.put(path, json);
  }

  /** Answers what begins with this path with that status and "Retry-After: 1" from now on. */
  void refuse(String path, int status) {
    refused.put(path, status);
  }

  /** Answers it again. */
  void allow(String path) {
    refused.remove(path);
  }

  String answerTo(String path) {
    return answers.get(path);
  }

  /** Tells all pages that follow the events of a change. */
  void change(String json) throws IOException {
    for (HttpExchange follower : followers) {
      write(follower, "event: change\ndata: " + json + "\n\n");
    }
  }

  /** How many pages follow the events. */
  int followers() {
    return followers.size();
  }

  private static void write(HttpExchange exchange, String event) throws IOException {
    exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  /** Leaves the exchange open; no thread waits for it. */
  private void follow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    write(exchange, "event: state\ndata: " + STATE + "\n\n");
    followers.add(exchange);
  }

  /** Compressed bytes sent so far, bodies only. */
  long bytesSent() {
    return bytesSent.get();
  }

  /**
   * Every connection ends without an answer until {@link #comeBack}. The port is kept meanwhile:
   * somebody else might take it.
   */
  void goAway() {
    away = true;
    followers.forEach(HttpExchange::close);
    followers.clear();
  }

  void comeBack() {
    away = false;
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (away) {
      exchange.close();
      return;
    }
    if (exchange.getRequestURI().getPath().equals("/api/v1/events")) {
      follow(exchange);
      return;
    }
    try (exchange) {
      URI uri = exchange.getRequestURI();
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      if (uri.getPath().startsWith("/api/") || uri.getPath().equals(READY)) {
        api(exchange, uri);
      } else {
        file(exchange, uri.getPath().equals("/") ? "/index.html" : uri.getPath());
      }
    }
  }

  private void api(HttpExchange exchange, URI uri) throws IOException {
    String asked = canonical(uri);
    for (Map.Entry<String, Integer> refusal : refused.entrySet()) {
      if (asked.startsWith(refusal.getKey())) {
        refuse(exchange, refusal.getValue());
        return;
      }
    }
    String json = answers.get(asked);
    if (json != null) {
      send(exchange, 200, "application/json", gzip(json.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    String problem =
        """
        {"type":"about:blank","title":"Not found","status":404,\
        "detail":"The stand-in has no recorded answer to %s."}"""
            .formatted(canonical(uri));
    send(exchange, 404, "application/problem+json", gzip(problem.getBytes(StandardCharsets.UTF_8)));
  }

  private void refuse(HttpExchange exchange, int status) throws IOException {
    String problem =
        "{\"title\":\"Not now\",\"status\":%d,\"detail\":\"Ask again.\"}".formatted(status);
    exchange.getResponseHeaders().set("Retry-After", "1");
    send(
        exchange,
        status,
        "application/problem+json",
        gzip(problem.getBytes(StandardCharsets.UTF_8)));
  }

  private static String canonical(URI uri) {
    if (uri.getQuery() == null) {
      return uri.getPath();
    }
    return uri.getPath()
        + "?"
        + Arrays.stream(uri.getQuery().split("&", -1)).sorted().collect(Collectors.joining("&"));
  }

  private void file(HttpExchange exchange, String path) throws IOException {
    byte[] packed = PACKED.computeIfAbsent(path, StandIn::packed);
    if (packed == null) {
      send(exchange, 404, "text/plain", gzip(path.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    String ending = path.substring(path.lastIndexOf('.') + 1);
    send(exchange, 200, TYPES.getOrDefault(ending, "application/octet-stream"), packed);
  }

  private static byte[] packed(String path) {
    try (InputStream in = StandIn.class.getResourceAsStream("/ui" + path)) {
      return in == null ? null : gzip(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(HttpExchange exchange, int status, String type, byte[] packed)
      throws IOException {
    bytesSent.addAndGet(packed.length);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(status, packed.length);
    exchange.getResponseBody().write(packed);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

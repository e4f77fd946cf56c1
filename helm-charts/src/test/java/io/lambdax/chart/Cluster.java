package io.lambdax.chart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an API server as Helm's {@code lookup} asks: which Secrets there are, and which of
 * Strimzi's objects. Found through the KUBECONFIG of this JVM, which the build sets.
 */
final class Cluster {
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

  /** What discovery answers. */
  private static final Map<String, String> KINDS =
      Map.of(
          "/api",
          "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}",
          "/api/v1",
          """
          {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[
            {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}
          """,
          "/apis",
          """
          {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"kafka.strimzi.io",
            "versions":[{"groupVersion":"kafka.strimzi.io/v1","version":"v1"}],
            "preferredVersion":{"groupVersion":"kafka.strimzi.io/v1","version":"v1"}}]}
          """,
          "/apis/kafka.strimzi.io/v1",
          """
          {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"kafka.strimzi.io/v1","resources":[
            {"name":"kafkas","singularName":"kafka","namespaced":true,"kind":"Kafka","verbs":["get"]},
            {"name":"kafkatopics","singularName":"kafkatopic","namespaced":true,"kind":"KafkaTopic","verbs":["get"]},
            {"name":"kafkanodepools","singularName":"kafkanodepool","namespaced":true,"kind":"KafkaNodePool","verbs":["get"]}]}
          """);

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
      users: [{name: test, user: {}}]
      contexts: [{name: test, context: {cluster: test, user: test}}]
      current-context: test
      """;

  /** One for all tests of this JVM: the file that KUBECONFIG names is one too. */
  static final Cluster INSTANCE = new Cluster();

  private final int port;
  private final Map<String, String> objects = new ConcurrentHashMap<>();

  private Cluster() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      port = server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has Helm find it. */
  void announce() {
    try {
      Path file = Path.of(System.getenv("KUBECONFIG"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, KUBECONFIG.formatted(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has an object from now on, at that path. */
  void put(String path, String json) {
    objects.put(path, json);
  }

  /** Has none any more. */
  void clear() {
    objects.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = KINDS.getOrDefault(path, objects.getOrDefault(path, NOT_FOUND));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(body.equals(NOT_FOUND) ? 404 : 200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}

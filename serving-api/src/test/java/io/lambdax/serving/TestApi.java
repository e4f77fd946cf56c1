package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.MysqlConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The real API on a free port, and a client of it. */
final class TestApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // A busy machine needs longer than the library's 10 s.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  private final Serving serving;
  private final HttpClient client = HttpClient.newHttpClient();

  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    byte[] bytes() {
      return response.body();
    }

    JsonNode json() throws IOException {
      return JSON.readTree(bytes());
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  TestApi(Config config) {
    this(config, Clock.systemUTC());
  }

  TestApi(Config config, Clock clock) {
    serving = Serving.start(config, clock);
  }

  /** Settings for a database of the server's, which is made anew, and a cache ("" = none). */
  static Config config(EmbeddedMariaDb mariaDb, String database, String memcached)
      throws SQLException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("lambdax.http.port", 0);
    settings.put("lambdax.mysql.url", fresh(mariaDb, database));
    settings.put("lambdax.mysql.user", mariaDb.user());
    settings.put("lambdax.mysql.password", mariaDb.password());
    settings.put("lambdax.memcached.servers", memcached);
    // That a busy machine is slow is what few tests are about.
    settings.put("lambdax.mysql.connection-timeout", "5s");
    settings.put("lambdax.serving.poll-time", "30s");
    settings.put("lambdax.serving.statement-time", "60s");
    settings.put("lambdax.serving.answer-time", "30s");
    settings.put("lambdax.memcached.timeout", "10s");
    return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
  }

  private static String fresh(EmbeddedMariaDb mariaDb, String database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + database);
      statement.execute("create database " + database + " character set utf8mb4");
    }
    return mariaDb.jdbcUrl(database);
  }

  /** Beside the API's, for locks. */
  static Connection connection(Config config) throws SQLException {
    return DriverManager.getConnection(
        config.getString("lambdax.mysql.url"),
        config.getString("lambdax.mysql.user"),
        config.getString("lambdax.mysql.password"));
  }

  static Database database(Config config) {
    return Database.open(MysqlConfig.from(config));
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  int port() {
    return serving.port();
  }

  int status(String path) throws IOException, InterruptedException {
    return get(path).status();
  }

  /** What the status says of the cache: "on", "partly", "down" or "off". */
  String cacheState() throws IOException, InterruptedException {
    return get("/api/v1/status").json().get("cache").get("state").asText();
  }

  /**
   * The sum of all of a metric whose line in /metrics begins so: its name, and maybe labels.
   *
   * @throws AssertionError if there is no metric of that name, which is another thing than zero
   */
  double metric(String start) throws IOException, InterruptedException {
    return metric(start, "");
  }

  /** The same of those lines only that have a label, for example {@code status="200"}. */
  double metric(String start, String label) throws IOException, InterruptedException {
    List<String> lines =
        get("/metrics").text().lines().filter(line -> !line.startsWith("#")).toList();
    String name = start.replaceFirst("\\{.*", "");
    assertThat(lines).as("metric " + name).anyMatch(line -> line.startsWith(name));
    return lines.stream()
        .filter(line -> line.startsWith(start) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    serving.close();
  }
}

package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdax.core.question.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks over HTTP, and compares with what is expected. */
final class Asking {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Asking() {}

  static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  static JsonNode json(int port, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(port, path);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  static JsonNode parsed(String line) throws IOException {
    return JSON.readTree(line);
  }

  /** The question that --once asks, of any country. */
  static JsonNode correlation(int port, String country) throws IOException, InterruptedException {
    return json(
        port,
        "/api/v1/correlation?x=market:DAX:close&y=health:"
            + country
            + ":cases&xTransform=return&yTransform=growth7&lag=14");
  }

  static void assertSame(JsonNode given, Answer expected) {
    assertThat(given.path("n").asInt()).isEqualTo(expected.n());
    assertClose(given, "r", expected.r().orElseThrow());
    assertClose(given, "nEff", expected.nEff().orElseThrow());
    assertClose(given, "p", expected.p().orElseThrow());
  }

  private static void assertClose(JsonNode given, String name, double expected) {
    assertThat(given.path(name).isNumber()).as("%s in %s", name, given).isTrue();
    assertThat(given.path(name).asDouble()).as(name).isCloseTo(expected, within(1e-9));
  }
}

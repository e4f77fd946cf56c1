package io.lambdax.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the running API over HTTP. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRANSFORMS = "&xTransform=return&yTransform=growth7";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final int port;

  Api(int port) {
    this.port = port;
  }

  /** Whether it says that it is ready. */
  boolean ready() {
    return get("/readyz").isPresent();
  }

  /** Its status; empty while it does not answer. */
  Optional<JsonNode> status() {
    return get("/api/v1/status");
  }

  /**
   * One real correlation: Germany's growth of cases against the DAX two weeks later, or, where the
   * sources have no such series, the strongest pair there is.
   */
  Optional<JsonNode> correlation() {
    return ask("market:DAX:close", "health:DEU:cases", 14)
        .filter(answer -> answer.path("r").isNumber())
        .or(
            () ->
                get("/api/v1/correlation/top?window=0&limit=1" + TRANSFORMS)
                    .map(top -> top.path("rows").path(0))
                    .filter(row -> row.has("x"))
                    .flatMap(
                        row ->
                            ask(
                                row.path("x").asText(),
                                row.path("y").asText(),
                                row.path("lag").asInt())));
  }

  private Optional<JsonNode> ask(String x, String y, int lag) {
    return get(
        "/api/v1/correlation?x=" + encode(x) + "&y=" + encode(y) + TRANSFORMS + "&lag=" + lag);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Optional<JsonNode> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new LaunchException("The API's answer to " + path + " is no JSON", e);
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

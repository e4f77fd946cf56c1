package io.lambdax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/** Asks the serving API with the keys of an oracle's question. */
final class Api {
  private static final List<String> KEYS =
      List.of(
          "x", "y", "xTransform", "yTransform", "lag", "method", "from", "to", "window", "asOf");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI base;

  Api(URI base) {
    this.base = base;
  }

  /**
   * A question about the pair of a row, under the transforms and window of the list it stands in.
   */
  static ObjectNode merged(JsonNode list, JsonNode row) {
    ObjectNode question = new ObjectMapper().createObjectNode();
    for (String key : List.of("xTransform", "yTransform", "window")) {
      if (list.has(key)) {
        question.set(key, list.get(key));
      }
    }
    question.set("x", row.get("x"));
    question.set("y", row.get("y"));
    return question;
  }

  JsonNode get(String path, JsonNode question) throws IOException, InterruptedException {
    StringJoiner query = new StringJoiner("&", "?", "");
    for (String key : KEYS) {
      boolean lagOfProfile = key.equals("lag") && path.endsWith("profile");
      if (question.hasNonNull(key) && !lagOfProfile) {
        query.add(
            key + "=" + URLEncoder.encode(question.get(key).asText(), StandardCharsets.UTF_8));
      }
    }
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path + query)).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return json.readTree(response.body());
  }
}

package io.lambdax.serving.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What a server answered from the bundled sample, by the name of the response. A test asks a server
 * the same again and holds its answers against these.
 */
final class Examples {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SAMPLE = "sample";

  private Examples() {}

  /**
   * Adds the example of a response, if there is one, to each of its media types.
   *
   * @param name of the operation or the response
   */
  static void add(String name, ObjectNode response) {
    find(name)
        .ifPresent(
            example ->
                response
                    .path("content")
                    .properties()
                    .forEach(
                        content ->
                            ((ObjectNode) content.getValue())
                                .putObject("examples")
                                .putObject(SAMPLE)
                                .put("summary", example.get("question").asText())
                                .set("value", value(example, content.getKey()))));
  }

  private static JsonNode value(JsonNode example, String type) {
    return Optional.ofNullable(example.get(type))
        .orElseThrow(() -> new IllegalStateException(example + " has no answer as " + type));
  }

  private static Optional<JsonNode> find(String name) {
    try (InputStream in = Examples.class.getResourceAsStream("examples/" + name + ".json")) {
      return in == null ? Optional.empty() : Optional.of(MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("examples/" + name + ".json", e);
    }
  }
}

package io.lambdax.importer.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The little JSON that bronze is described in. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode node) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  static JsonNode parse(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(v -> !v.isNull()).map(JsonNode::asText);
  }

  static Optional<Instant> instant(JsonNode node, String field) {
    return text(node, field).map(Instant::parse);
  }

  static Map<String, String> map(JsonNode node, String field) {
    Map<String, String> map = new TreeMap<>();
    node.path(field).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(value -> texts.add(value.asText()));
    return texts;
  }

  static void put(ObjectNode node, String field, Optional<?> value) {
    value.ifPresent(v -> node.put(field, v.toString()));
  }

  static void put(ObjectNode node, String field, Map<String, String> map) {
    ObjectNode inner = node.putObject(field);
    new TreeMap<>(map).forEach(inner::put);
  }
}

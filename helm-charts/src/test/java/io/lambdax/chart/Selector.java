package io.lambdax.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A label selector, as the API server understands it. An empty one takes all. */
record Selector(JsonNode definition) {

  /** One of a Service, which is but labels. */
  static Selector ofLabels(JsonNode labels) {
    return new Selector(Chart.YAML.createObjectNode().set("matchLabels", labels));
  }

  boolean takes(JsonNode labels) {
    for (Map.Entry<String, JsonNode> label : definition.path("matchLabels").properties()) {
      if (!label.getValue().equals(labels.get(label.getKey()))) {
        return false;
      }
    }
    return Rendered.stream(definition.path("matchExpressions")).allMatch(e -> holds(e, labels));
  }

  private static boolean holds(JsonNode expression, JsonNode labels) {
    String key = expression.path("key").asText();
    List<String> values = Rendered.stream(expression.path("values")).map(JsonNode::asText).toList();
    return switch (expression.path("operator").asText()) {
      case "In" -> values.contains(labels.path(key).asText());
      case "Exists" -> labels.has(key);
      case "DoesNotExist" -> !labels.has(key);
      default -> throw new IllegalArgumentException(expression.toString());
    };
  }
}

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.testing.CrdSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strimzi's own definitions take what the chart says to it. Skipped, and said so, without them. */
class CrdTest {

  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "Kafka", "040-Crd-kafka.yaml",
          "KafkaTopic", "043-Crd-kafkatopic.yaml",
          "KafkaUser", "044-Crd-kafkauser.yaml",
          "KafkaNodePool", "045-Crd-kafkanodepool.yaml");

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void customObjects_areValid(Variant variant) {
    Rendered rendered = Chart.render(variant);
    DEFINITIONS.forEach(
        (kind, file) -> {
          CrdSchema schema = CrdSchema.sharedOrSkip(file, "v1");
          assertThat(rendered.of(kind)).as(kind).isNotEmpty();
          for (JsonNode object : rendered.of(kind)) {
            assertThat(schema.problems(object)).as(Rendered.id(object)).isEmpty();
          }
        });
  }

  @Test
  void aFieldThatStrimziWouldDrop_isFound() {
    JsonNode kafka = Chart.render(Variant.DEFAULT).one("Kafka", "lambdax").deepCopy();
    ((ObjectNode) kafka.path("spec").path("kafka")).put("replicaz", 3);
    assertThat(CrdSchema.sharedOrSkip("040-Crd-kafka.yaml", "v1").problems(kafka))
        .anyMatch(problem -> problem.contains("replicaz"));
  }
}

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out are objects that an API server takes, field by field. */
class ObjectsTest {

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void objectsOfKubernetesOwnKinds_haveNoUnknownFieldAndNoValueOfAnotherType(Variant variant) {
    for (JsonNode object : Chart.render(variant).objects()) {
      if (!custom(object)) {
        assertThat(StrictModel.problem(object)).as(object.toString()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void objects_haveNamesOfTheirOwn_commonLabels_andNoNamespace(Variant variant) {
    List<JsonNode> objects = Chart.render(variant).objects();
    assertThat(objects.stream().collect(Collectors.groupingBy(Rendered::id)).values())
        .allSatisfy(same -> assertThat(same).hasSize(1));
    for (JsonNode object : objects) {
      JsonNode metadata = object.path("metadata");
      assertThat(metadata.has("namespace")).as(Rendered.id(object)).isFalse();
      assertThat(metadata.path("labels").path("app.kubernetes.io/part-of").asText())
          .as(Rendered.id(object))
          .isEqualTo("lambdax");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void customObjects_areOfTheKindsThatTheOperatorsServe(Variant variant) {
    assertThat(
            Chart.render(variant).objects().stream()
                .filter(ObjectsTest::custom)
                .map(o -> o.path("apiVersion").asText() + " " + o.path("kind").asText()))
        .isSubsetOf(
            "kafka.strimzi.io/v1 Kafka",
            "kafka.strimzi.io/v1 KafkaNodePool",
            "kafka.strimzi.io/v1 KafkaTopic",
            "kafka.strimzi.io/v1 KafkaUser",
            "monitoring.coreos.com/v1 ServiceMonitor",
            "monitoring.coreos.com/v1 PrometheusRule");
  }

  @Test
  void theModelIsStrict() {
    JsonNode deployment = Chart.render(Variant.DEFAULT).one("Deployment", "lambdax-controller");
    assertRefused(deployment, pod -> pod.put("automountServiceAccounToken", true));
    assertRefused(deployment, pod -> container(pod).put("comand", "x"));
    assertRefused(deployment, pod -> pod.put("terminationGracePeriodSeconds", "30"));
    assertRefused(
        deployment, pod -> container(pod).withArrayProperty("env").addObject().put("value", 1));
    assertRefused(
        deployment, pod -> container(pod).withArrayProperty("env").addObject().put("value", true));
    assertRefused(
        deployment,
        pod ->
            container(pod)
                .withObjectProperty("livenessProbe")
                .withObjectProperty("httpGet")
                .put("pot", 1));
  }

  private static ObjectNode container(ObjectNode pod) {
    return (ObjectNode) pod.path("containers").get(0);
  }

  private static void assertRefused(JsonNode object, Consumer<ObjectNode> change) {
    JsonNode changed = object.deepCopy();
    assertThat(StrictModel.problem(changed)).isEmpty();
    change.accept((ObjectNode) changed.at("/spec/template/spec"));
    assertThat(StrictModel.problem(changed)).isPresent();
  }

  static boolean custom(JsonNode object) {
    String group = object.path("apiVersion").asText();
    return group.startsWith("kafka.strimzi.io/") || group.startsWith("monitoring.coreos.com/");
  }
}

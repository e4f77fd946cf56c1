package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm itself takes every variant, and refuses values that make no sense. */
class ChartTest {

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariant_isTakenByStrictLintAndRenders(Variant variant) {
    LintResult result = Chart.lint(variant);
    assertThat(result.isFailed()).as(() -> result.getMessages().toString()).isFalse();
    assertThat(Chart.render(variant).objects()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka: {replica: 3}                            | replica",
        "speedlayer: {}                                 | speedlayer",
        "kafka: {replicas: 2}                           | kafka",
        "kafka: {minInsync: 2}                          | kafka.minInsync",
        "kafka: {replication: 3}                        | kafka.replication",
        "hdfs: {replication: 3}                         | hdfs.replication",
        "mysql: {enabled: false}                        | mysql.",
        "mysql: {enabled: false, existingSecret: s}     | mysql.external.host",
        "image: {tag: latest}                           | tag",
        "servingApi: {replicas: 0}                      | replicas",
        "servingApi: {settings: {PATH: /tmp}}           | PATH",
        "servingApi: {autoscaling: {enabled: true, minReplicas: 9}} | servingApi.autoscaling.minReplicas",
      })
  void valuesThatMakeNoSense_areRefusedByName(String values, String named) {
    assertThatThrownBy(() -> Chart.render(Variant.DEFAULT.with(values)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(named);
  }

  @Test
  void twoReleasesInOneNamespace_shareNoObject() {
    assertThat(names("lambdax")).doesNotContainAnyElementsOf(names("another"));
  }

  @Test
  void aLongReleaseName_leavesRoomForWhatComesBehindIt() {
    String release = "lambdax-for-the-data-team-of-the-whole-company-2";
    for (String name : names(release)) {
      assertThat(name.substring(name.indexOf(' ') + 1))
          .matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    }
    String batch = controller(release).get("LAMBDAX_BATCH_NAME").asText();
    assertThat(batch).matches("[a-z]([-a-z0-9]{0,18}[a-z0-9])?");
    assertThat(batch).isNotEqualTo(controller(release + "3").get("LAMBDAX_BATCH_NAME").asText());
  }

  private static Map<String, JsonNode> controller(String release) {
    Rendered.Workload controller = Chart.render(Variant.DEFAULT, release).workload("controller");
    return Rendered.stream(controller.containers().get(0).path("env"))
        .collect(Collectors.toMap(e -> e.path("name").asText(), e -> e.path("value")));
  }

  private static List<String> names(String release) {
    return Chart.render(Variant.DEFAULT, release).objects().stream()
        .map(o -> o.path("kind").asText() + " " + o.at("/metadata/name").asText())
        .toList();
  }
}

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class AlertsTest {

  @Test
  void noImport_isToldOfAnImporterThatNeverEndedWellToo() {
    String importer = "{namespace=\"data\", cronjob=\"lambdax-importer\"}";
    assertThat(alert("LambdaxNoImport").path("expr").asText().replaceAll("\\s+", " "))
        .isEqualTo(
            "time() - kube_cronjob_status_last_successful_time%1$s > 3 * 3600 or time() - kube_cronjob_created%1$s > 3 * 3600 unless on (namespace, cronjob) kube_cronjob_status_last_successful_time%1$s"
                .formatted(importer));
  }

  private static JsonNode alert(String name) {
    JsonNode rules =
        Chart.render(Variant.PRODUCTION)
            .one("PrometheusRule", "lambdax")
            .at("/spec/groups/0/rules");
    return Rendered.stream(rules)
        .filter(rule -> rule.path("alert").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm runs beside what it installs, and when. */
class HooksTest {

  /** Nothing may run before: it would need what the same upgrade is to bring or to mend. */
  private static final Map<String, String> AFTERWARDS =
      Map.of(
          Chart.SHOWN + "helm.sh/hook", "post-install,post-upgrade",
          Chart.SHOWN + "helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded");

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void jobs_areHooksThatRunAfterwards_andNothingElseIsOne(Variant variant) {
    Map<String, Map<String, String>> hooks = new TreeMap<>();
    for (JsonNode object : Chart.render(variant).objects()) {
      Map<String, String> annotations = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : object.at("/metadata/annotations").properties()) {
        if (entry.getKey().contains("hook")) {
          annotations.put(entry.getKey(), entry.getValue().asText());
        }
      }
      if (!annotations.isEmpty()) {
        hooks.put(Rendered.id(object), annotations);
      }
    }
    assertThat(hooks)
        .isEqualTo(
            Map.of(
                "Job lambdax-hdfs-directories", AFTERWARDS,
                "Job lambdax-schema", AFTERWARDS,
                "Job lambdax-topics", AFTERWARDS));
  }
}

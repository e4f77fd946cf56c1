package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.lambdax.chart.Rendered.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part takes what the chart gives it: its own classes read it, and nothing is left over. */
class PartSettingsTest {

  private static final String LOG = "io.lambdax.store.log.LogConfig";
  private static final String MYSQL = "io.lambdax.store.view.MysqlConfig";
  private static final String HTTP = "io.lambdax.ops.HttpSettings";
  private static final String LAKE = "io.lambdax.store.lake.LakeConfig";

  /** Which variables the controller has no use for itself, but the job that it launches. */
  private static final String HANDED_ON = "lambdax.batch.kubernetes.forward";

  private static final String MIGRATES = "lambdax.mysql.migrates";

  private static final String CORRELATE = "io.lambdax.store.view.CorrelateConfig";

  /** What each component reads at its start. */
  private static final Map<String, List<String>> READ =
      Map.of(
          "importer",
          List.of(
              "io.lambdax.importer.publish.PublishConfig",
              LAKE,
              "io.lambdax.importer.lake.GateConfig"),
          "maintenance",
          List.of(LAKE),
          "controller",
          List.of("io.lambdax.batch.controller.ControllerConfig", LOG, MYSQL, HTTP),
          "schema",
          List.of(MYSQL),
          "topics",
          List.of("io.lambdax.batch.controller.kubernetes.TopicsConfig"),
          "speed-layer",
          List.of("io.lambdax.speed.SpeedConfig", LOG, MYSQL, CORRELATE, HTTP),
          "serving-api",
          List.of(
              "io.lambdax.serving.ServingConfig",
              "io.lambdax.serving.http.Connections",
              MYSQL,
              HTTP));

  @TempDir Path root;

  static List<Variant> variants() {
    return List.of(Variant.DEFAULT, Variant.MINIKUBE, Variant.PRODUCTION, Variant.all().get(3));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyPart_takesWhatItIsGiven_andIsGivenAllItNeeds(Variant variant) throws IOException {
    Rendered rendered = Chart.render(variant);
    int parts = 0;
    for (Workload workload : rendered.workloads()) {
      JsonNode container = workload.pod().path("containers").get(0);
      if (!container.path("image").asText().contains("lambdax/")) {
        continue;
      }
      parts++;
      Part part = part(container);
      Config settings = part.settings(environment(rendered, workload));
      for (String type : READ.get(workload.component())) {
        Object read = part.call(type, "from", settings);
        assertThat(read.toString())
            .as(workload.name() + ": what is not set is looked for on the own machine")
            .doesNotContain("127.0.0.1", "localhost");
      }
      Map<String, String> told = rendered.environment(container);
      List<String> handedOn = List.of();
      if (workload.component().equals("controller")) {
        assertThat(settings.getString("lambdax.batch.launcher")).isEqualTo("kubernetes");
        part.call(
            "io.lambdax.batch.controller.kubernetes.KubernetesConfig", "from", settings, told);
        handedOn = List.of(settings.getString(HANDED_ON).split(" "));
      }
      for (String name : told.keySet()) {
        if (name.startsWith("LAMBDAX_") && !handedOn.contains(name)) {
          assertThat(part.reads(name)).as(workload.name() + " reads " + name).isTrue();
        }
      }
    }
    assertThat(parts).isEqualTo(READ.size());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theBatchJob_takesWhatTheControllerHandsOn(Variant variant) {
    Rendered rendered = Chart.render(variant);
    Map<String, String> told =
        rendered.environment(rendered.workload("controller").containers().get(0));
    Map<String, String> handedOn = new HashMap<>(told);
    handedOn.keySet().removeIf(name -> !name.matches("LAMBDAX_LAKE_URI|LAMBDAX_MYSQL_URL"));
    handedOn.put("LAMBDAX_MYSQL_USER", "lambdax-batch-job");
    Part job = Part.ofImage("batch-job");
    Config settings = job.settings(handedOn);
    assertThat(job.call("io.lambdax.batch.job.JobConfig", "from", settings).toString())
        .contains("hdfs://lambdax/lambdax");
    assertThat(job.call(MYSQL, "from", settings).toString()).doesNotContain("127.0.0.1");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theImporter_takesTheSourcesFile(Variant variant) throws IOException {
    Rendered rendered = Chart.render(variant);
    for (String component : List.of("importer", "maintenance")) {
      Workload workload = rendered.workload(component);
      Part importer = part(workload.containers().get(0));
      Config settings = importer.settings(environment(rendered, workload));
      List<?> sources =
          (List<?>) importer.call("io.lambdax.importer.command.Declared", "sources", settings);
      assertThat(sources).isNotEmpty();
    }
  }

  @Test
  void nodesAndTaints_areThoseOfEveryPod() {
    String values =
        "{nodeSelector: {disk: fast, example.org/zone: a},"
            + " tolerations: [{key: only, operator: Equal, value: data, effect: NoSchedule}]}";
    Rendered rendered = Chart.render(Variant.DEFAULT.with(values));
    JsonNode given = Chart.values(Variant.DEFAULT.with(values));
    for (Workload workload : rendered.workloads()) {
      assertThat(workload.pod().path("nodeSelector"))
          .as(workload.name())
          .isEqualTo(given.path("nodeSelector"));
      assertThat(workload.pod().path("tolerations"))
          .as(workload.name())
          .isEqualTo(given.path("tolerations"));
    }
    assertThat(rendered.one("Kafka", "lambdax").at("/spec/entityOperator/template/pod/tolerations"))
        .isEqualTo(given.path("tolerations"));
    assertThat(rendered.one("KafkaNodePool", "lambdax-nodes").at("/spec/template/pod/tolerations"))
        .isEqualTo(given.path("tolerations"));
    JsonNode controller = rendered.workload("controller").containers().get(0);
    Map<String, String> told = rendered.environment(controller);
    Object read =
        part(controller)
            .call(
                "io.lambdax.batch.controller.kubernetes.KubernetesConfig",
                "from",
                part(controller).settings(told),
                told);
    assertThat(read.toString())
        .contains("nodeSelector={disk=fast, example.org/zone=a}")
        .containsPattern("tolerations=\\[\\{[^}]*value=data");
  }

  /** One that tried without the right to would leave a failed migration behind. */
  @Test
  void theSchemaIsMigrated_byItsOwnJobAlone() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    for (Workload workload : rendered.workloads()) {
      Map<String, String> told = rendered.environment(workload.pod().path("containers").get(0));
      if (told.containsKey("LAMBDAX_MYSQL_USER")) {
        assertThat(part(workload.containers().get(0)).settings(told).getBoolean(MIGRATES))
            .as(workload.name())
            .isEqualTo(told.get("LAMBDAX_MYSQL_USER").equals("lambdax-schema"));
      }
    }
  }

  @Test
  void withoutItsFiles_aPartSaysWhichIsMissing() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    JsonNode container = rendered.workload("speed-layer").containers().get(0);
    Part part = part(container);
    Config settings = part.settings(rendered.environment(container));
    assertThatThrownBy(() -> part.call(LOG, "from", settings))
        .hasMessageContaining("/etc/lambdax/kafka/client.properties");
  }

  private static Part part(JsonNode container) {
    return Part.ofImage(container.path("image").asText());
  }

  private Map<String, String> environment(Rendered rendered, Workload workload) throws IOException {
    return new PodFiles(root, told -> told, name -> "secret").of(rendered, workload);
  }
}

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdax.chart.Rendered.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one object says of another is so. */
class ReferencesTest {

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void selectors_takeThePodsOfTheirOwn_andOfNobodyElse(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (Workload workload : rendered.workloads()) {
      JsonNode selector = workload.owner().at("/spec/selector");
      if (!selector.isMissingNode()) {
        assertThat(rendered.workloads().stream().filter(w -> taken(selector, w)))
            .as(workload.name())
            .containsExactly(workload);
      }
    }
    for (String kind : List.of("PodDisruptionBudget")) {
      for (JsonNode object : rendered.of(kind)) {
        assertThat(rendered.workloads().stream().filter(w -> taken(object.at("/spec/selector"), w)))
            .as(Rendered.id(object))
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void services_haveOneKindOfPodsBehindThem_withTheirPorts(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (JsonNode service : rendered.of("Service")) {
      Selector selector = Selector.ofLabels(service.at("/spec/selector"));
      List<Workload> behind =
          rendered.workloads().stream()
              .filter(w -> w.podLabels().stream().anyMatch(selector::takes))
              .toList();
      assertThat(behind).as(Rendered.id(service)).hasSize(1);
      for (JsonNode port : service.at("/spec/ports")) {
        assertThat(ports(behind.get(0)))
            .as(Rendered.id(service))
            .contains(port.path("targetPort").asText());
      }
    }
    for (JsonNode set : rendered.of("StatefulSet")) {
      JsonNode service = rendered.one("Service", set.at("/spec/serviceName").asText());
      assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void probes_askAPortThatThereIs(Variant variant) {
    for (Workload workload : Chart.render(variant).workloads()) {
      for (JsonNode container : workload.containers()) {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
          for (String how : List.of("httpGet", "tcpSocket")) {
            JsonNode port = container.path(probe).path(how).path("port");
            if (!port.isMissingNode()) {
              assertThat(ports(workload)).as(workload.name() + " " + probe).contains(port.asText());
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void longRunningPods_areAskedWhetherTheyAreReadyAndAlive(Variant variant) {
    for (Workload workload : Chart.render(variant).workloads()) {
      if (Set.of("Deployment", "StatefulSet").contains(workload.owner().path("kind").asText())) {
        for (JsonNode container : workload.pod().path("containers")) {
          assertThat(container.has("readinessProbe")).as(workload.name()).isTrue();
          assertThat(container.has("livenessProbe")).as(workload.name()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void volumes_areMounted_andHoldWhatIsMounted(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (Workload workload : rendered.workloads()) {
      Set<String> mounted = new HashSet<>();
      Map<String, Set<String>> volumes = workload.volumes(rendered);
      for (JsonNode container : workload.containers()) {
        for (JsonNode mount : container.path("volumeMounts")) {
          String volume = mount.path("name").asText();
          mounted.add(volume);
          assertThat(volumes).as(workload.name()).containsKey(volume);
          Set<String> files = volumes.get(volume);
          if (mount.has("subPath") && !files.isEmpty()) {
            assertThat(files).as(workload.name()).contains(mount.path("subPath").asText());
          }
        }
      }
      assertThat(mounted).as(workload.name()).isEqualTo(volumes.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void environments_comeFromConfigMapsAndSecretsThatThereAre(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (Workload workload : rendered.workloads()) {
      for (JsonNode container : workload.containers()) {
        for (JsonNode from : container.path("envFrom")) {
          rendered.one("ConfigMap", from.at("/configMapRef/name").asText());
        }
        for (JsonNode variable : container.path("env")) {
          JsonNode secret = variable.at("/valueFrom/secretKeyRef");
          if (!secret.isMissingNode()) {
            assertThat(rendered.secretKeys(secret.path("name").asText()))
                .as(workload.name() + " " + variable)
                .contains(secret.path("key").asText());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatTheControllerTellsSpark_isThere(Variant variant) {
    Rendered rendered = Chart.render(variant);
    Map<String, String> told =
        rendered.environment(rendered.workload("controller").containers().get(0));
    rendered.one("ServiceAccount", told.get("LAMBDAX_BATCH_SERVICE_ACCOUNT"));
    rendered.one("ServiceAccount", told.get("LAMBDAX_BATCH_EXECUTOR_SERVICE_ACCOUNT"));
    assertThat(
            rendered
                .one("ConfigMap", told.get("LAMBDAX_BATCH_HADOOP_CONFIG_MAP"))
                .path("data")
                .fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("core-site.xml", "hdfs-site.xml");
    assertThat(rendered.secretKeys(told.get("LAMBDAX_BATCH_MYSQL_SECRET")))
        .contains(
            told.get("LAMBDAX_BATCH_MYSQL_USER_KEY"), told.get("LAMBDAX_BATCH_MYSQL_PASSWORD_KEY"));
    assertThat(told.get("LAMBDAX_BATCH_NAMESPACE")).isEqualTo(Chart.NAMESPACE);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void accountsRolesAndWhatIsScaledOrExposed_areThere(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (Workload workload : rendered.workloads()) {
      JsonNode account = workload.pod().path("serviceAccountName");
      if (!account.isMissingNode()) {
        rendered.one("ServiceAccount", account.asText());
      }
    }
    for (JsonNode binding : rendered.of("RoleBinding")) {
      rendered.one("Role", binding.at("/roleRef/name").asText());
      rendered.one("ServiceAccount", binding.at("/subjects/0/name").asText());
      assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo(Chart.NAMESPACE);
    }
    for (JsonNode scaler : rendered.of("HorizontalPodAutoscaler")) {
      JsonNode target = scaler.at("/spec/scaleTargetRef");
      JsonNode scaled = rendered.one(target.path("kind").asText(), target.path("name").asText());
      assertThat(scaled.path("spec").has("replicas")).as(Rendered.id(scaler)).isFalse();
    }
    for (JsonNode ingress : rendered.of("Ingress")) {
      JsonNode service = ingress.at("/spec/rules/0/http/paths/0/backend/service");
      assertThat(
              rendered
                  .one("Service", service.path("name").asText())
                  .at("/spec/ports")
                  .findValuesAsText("name"))
          .contains(service.at("/port/name").asText());
    }
    for (JsonNode monitor : rendered.of("ServiceMonitor")) {
      Selector selector = new Selector(monitor.at("/spec/selector"));
      assertThat(
              rendered.of("Service").stream()
                  .filter(service -> selector.takes(service.at("/metadata/labels")))
                  .map(service -> service.at("/metadata/name").asText()))
          .containsExactlyInAnyOrder(
              "lambdax-controller", "lambdax-speed-layer", "lambdax-serving-api");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void kafkasObjects_areOfOneCluster(Variant variant) {
    Rendered rendered = Chart.render(variant);
    for (String kind : List.of("KafkaNodePool", "KafkaTopic", "KafkaUser")) {
      for (JsonNode object : rendered.of(kind)) {
        String cluster = object.at("/metadata/labels").path("strimzi.io/cluster").asText();
        rendered.one("Kafka", cluster);
      }
    }
  }

  /** What the scripts and other people's commands go by. */
  @Test
  void namesThatOthersRelyOn() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    rendered.one("CronJob", "lambdax-importer");
    JsonNode api = rendered.one("Service", "lambdax-serving-api");
    assertThat(api.at("/spec/ports/0/name").asText()).isEqualTo("http");
  }

  private static boolean taken(JsonNode selector, Workload workload) {
    return new Selector(selector).takes(workload.template().at("/metadata/labels"));
  }

  private static List<String> ports(Workload workload) {
    return workload.containers().stream()
        .flatMap(container -> Rendered.stream(container.path("ports")))
        .map(port -> port.path("name").asText())
        .toList();
  }
}

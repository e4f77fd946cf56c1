package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing may more than it needs. */
class HardeningTest {

  /** Who asks the API server for something. */
  private static final Set<String> CLIENTS_OF_THE_API_SERVER = Set.of("controller", "topics");

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void pods_areRestricted(Variant variant) {
    for (Rendered.Workload workload : Chart.render(variant).workloads()) {
      JsonNode pod = workload.pod();
      JsonNode security = pod.path("securityContext");
      assertThat(security.path("runAsNonRoot").asBoolean()).as(workload.name()).isTrue();
      assertThat(security.path("runAsUser").asInt()).as(workload.name()).isPositive();
      assertThat(security.at("/seccompProfile/type").asText())
          .as(workload.name())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).as(workload.name()).isFalse();
      assertThat(List.of("hostNetwork", "hostPID", "hostIPC"))
          .as(workload.name())
          .noneMatch(pod::has);
      assertThat(Rendered.stream(pod.path("volumes")))
          .as(workload.name())
          .noneMatch(volume -> volume.has("hostPath"));
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
          .as(workload.name())
          .isEqualTo(CLIENTS_OF_THE_API_SERVER.contains(workload.component()));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void containers_areRestricted_boundedAndOfAFixedImage(Variant variant) {
    for (Rendered.Workload workload : Chart.render(variant).workloads()) {
      for (JsonNode container : workload.containers()) {
        String name = workload.name() + " " + container.path("name").asText();
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).as(name).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).as(name).isTrue();
        assertThat(security.at("/capabilities/drop").toString()).as(name).isEqualTo("[\"ALL\"]");
        assertThat(security.has("runAsUser") || security.has("privileged")).as(name).isFalse();
        assertThat(container.at("/resources/requests/cpu").asText()).as(name).isNotEmpty();
        assertThat(container.at("/resources/requests/memory").asText()).as(name).isNotEmpty();
        assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
        assertThat(container.path("image").asText())
            .as(name)
            .matches("[^:]+(:[0-9]+/[^:]+)?:[A-Za-z0-9._-]+")
            .doesNotEndWith(":latest");
        assertThat(container.path("imagePullPolicy").asText()).as(name).isEqualTo("IfNotPresent");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void rights_areInTheNamespaceAlone_withoutWildcards(Variant variant) {
    Rendered rendered = Chart.render(variant);
    assertThat(rendered.of("ClusterRole")).isEmpty();
    assertThat(rendered.of("ClusterRoleBinding")).isEmpty();
    for (JsonNode role : rendered.of("Role")) {
      assertThat(role.path("rules").toString())
          .as(Rendered.id(role))
          .doesNotContain("*", "secrets", "exec", "impersonate", "escalate", "bind");
    }
    for (JsonNode account : rendered.of("ServiceAccount")) {
      // Spark makes its driver's pod itself, and does not say there that it needs the token.
      boolean spark = account.at("/metadata/name").asText().endsWith("-spark");
      assertThat(account.path("automountServiceAccountToken").asBoolean(true))
          .as(Rendered.id(account))
          .isEqualTo(spark);
    }
  }

  @Test
  void theController_mayLaunchAndLook_andNothingElse() {
    JsonNode rules = Chart.render(Variant.DEFAULT).one("Role", "lambdax-controller").path("rules");
    assertThat(Rendered.stream(rules).map(JsonNode::toString))
        .containsExactlyInAnyOrder(
            "{\"apiGroups\":[\"sparkoperator.k8s.io\"],\"resources\":[\"sparkapplications\"],"
                + "\"verbs\":[\"get\",\"list\",\"watch\",\"create\",\"delete\"]}",
            "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\"]}");
  }

  @Test
  void theTopicsJob_mayPutRightOurTopics_andNothingElse() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    String ours =
        rendered.of("KafkaTopic").stream()
            .map(topic -> topic.path("metadata").path("name").toString())
            .collect(Collectors.joining(","));
    assertThat(
            Rendered.stream(rendered.one("Role", "lambdax-topics").path("rules"))
                .map(JsonNode::toString))
        .containsExactly(
            "{\"apiGroups\":[\"kafka.strimzi.io\"],\"resources\":[\"kafkatopics\"],"
                + "\"resourceNames\":["
                + ours
                + "],"
                + "\"verbs\":[\"get\",\"list\",\"watch\",\"patch\"]}");
  }

  @Test
  void sparksExecutors_haveNoRightsAndNoToken() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    String account = "lambdax-spark-executor";
    assertThat(
            rendered
                .one("ServiceAccount", account)
                .path("automountServiceAccountToken")
                .asBoolean(true))
        .isFalse();
    assertThat(rendered.of("RoleBinding"))
        .noneMatch(binding -> binding.path("subjects").toString().contains(account));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void secrets_areInSecretsAlone(Variant variant) {
    Rendered rendered = Chart.render(variant);
    List<String> values =
        rendered.of("Secret").stream()
            .flatMap(secret -> secret.path("data").properties().stream())
            .filter(entry -> entry.getKey().endsWith("-password"))
            .map(Map.Entry::getValue)
            .map(
                data ->
                    new String(Base64.getDecoder().decode(data.asText()), StandardCharsets.UTF_8))
            .toList();
    for (JsonNode object : rendered.objects()) {
      if (!object.path("kind").asText().equals("Secret")) {
        assertThat(values).as(Rendered.id(object)).noneMatch(object.toString()::contains);
      }
    }
    for (Rendered.Workload workload : rendered.workloads()) {
      for (JsonNode container : workload.containers()) {
        for (JsonNode variable : container.path("env")) {
          if (variable.path("name").asText().matches(".*(PASSWORD|TOKEN|JAAS).*")
              && !variable.path("name").asText().endsWith("_KEY")) {
            assertThat(variable.at("/valueFrom/secretKeyRef/key").asText())
                .as(workload.name() + " " + variable)
                .isNotEmpty();
          }
        }
      }
    }
  }
}

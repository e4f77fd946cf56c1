package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts at work know their passwords until they start anew: an upgrade must find them again. */
class SecretTest {

  @AfterEach
  void forget() {
    Cluster.INSTANCE.clear();
  }

  @Test
  void passwords_areGeneratedDifferent() {
    Map<String, String> first = passwords();
    assertThat(first)
        .containsOnlyKeys(
            "root-password",
            "schema-password",
            "controller-password",
            "speed-layer-password",
            "batch-job-password",
            "serving-api-password");
    assertThat(first.values()).allMatch(p -> p.matches("[A-Za-z0-9]{32}")).doesNotHaveDuplicates();
    assertThat(passwords().values()).doesNotContainAnyElementsOf(first.values());
  }

  @Test
  void passwordsThatTheClusterHas_areKept_andOnlyTheMissingAreGenerated() {
    Cluster.INSTANCE.put(
        "/api/v1/namespaces/data/secrets/lambdax-mysql",
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"lambdax-mysql","namespace":"data"},
         "data":{"root-password":"b2xkcm9vdA==","controller-password":"b2xkY29udHJvbGxlcg=="}}
        """);
    Map<String, String> passwords = passwords();
    assertThat(passwords)
        .containsEntry("root-password", "oldroot")
        .containsEntry("controller-password", "oldcontroller");
    assertThat(passwords.get("schema-password")).matches("[A-Za-z0-9]{32}");
  }

  @Test
  void aSecretMadeByHand_isUsedAndNoneIsGenerated() {
    Rendered rendered = Chart.render(Variant.DEFAULT.with("mysql: {existingSecret: made-by-hand}"));
    assertThat(rendered.of("Secret")).isEmpty();
  }

  @Test
  void theSecret_outlivesTheReleaseAsItsVolumeDoes() {
    JsonNode secret = Chart.render(Variant.DEFAULT).one("Secret", "lambdax-mysql");
    assertThat(secret.at("/metadata/annotations").path("helm.sh/resource-policy").asText())
        .isEqualTo("keep");
  }

  @Test
  void keysOfTheApi_comeFromASecretMadeByHand_andPrometheusBringsOne() {
    Variant monitored = Variant.DEFAULT.with("monitoring: {serviceMonitor: true}");
    Rendered open = Chart.render(monitored);
    assertThat(open.environment(servingApi(open))).doesNotContainKey("LAMBDAX_SERVING_API_KEYS");
    assertThat(monitored(open).has("authorization")).isFalse();

    Rendered kept =
        Chart.render(
            Variant.DEFAULT.with(
                "{monitoring: {serviceMonitor: true}, servingApi: {apiKeysSecret: api-keys}}"));
    JsonNode keys =
        StreamSupport.stream(servingApi(kept).path("env").spliterator(), false)
            .filter(env -> env.path("name").asText().equals("LAMBDAX_SERVING_API_KEYS"))
            .findFirst()
            .orElseThrow();
    assertThat(keys.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("api-keys");
    assertThat(keys.at("/valueFrom/secretKeyRef/key").asText()).isEqualTo("keys");
    JsonNode credentials = monitored(kept).at("/authorization/credentials");
    assertThat(credentials.path("name").asText()).isEqualTo("api-keys");
    assertThat(credentials.path("key").asText()).isEqualTo("metrics");
  }

  private static JsonNode servingApi(Rendered rendered) {
    return rendered.workload("serving-api").containers().get(0);
  }

  private static JsonNode monitored(Rendered rendered) {
    return rendered.of("ServiceMonitor").get(0).at("/spec/endpoints/0");
  }

  private static Map<String, String> passwords() {
    JsonNode secret = Chart.render(Variant.DEFAULT, Chart.RELEASE).one("Secret", "lambdax-mysql");
    Map<String, String> passwords = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : secret.path("data").properties()) {
      byte[] value = Base64.getDecoder().decode(entry.getValue().asText());
      passwords.put(entry.getKey(), new String(value, StandardCharsets.UTF_8));
    }
    assertThat(passwords.remove("batch-job-user")).isEqualTo("lambdax-batch-job");
    return passwords;
  }
}

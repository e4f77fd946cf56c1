package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
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

package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who can reach whom: what a part is told to talk to, and nothing else. */
class NetworkTest {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[a-z0-9-]+\\.)?([a-z0-9-]+)\\."
              + Chart.NAMESPACE
              + "\\.svc(?:\\.cluster\\.local)?:([0-9]+)");

  /** Pods of a kind, and the ports that they listen on. */
  private record Pods(String name, JsonNode labels, List<Integer> ports) {}

  static List<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void addressesThatPartsAreGiven_areServicesWithThatPort(Variant variant) {
    Rendered rendered = Chart.render(variant);
    int found = 0;
    for (JsonNode object : rendered.objects()) {
      Matcher address = ADDRESS.matcher(object.toString());
      while (address.find()) {
        found++;
        int port = Integer.parseInt(address.group(2));
        if (address.group(1).equals("lambdax-kafka-bootstrap")) {
          assertThat(rendered.one("Kafka", "lambdax").at("/spec/kafka/listeners/0/port").asInt())
              .isEqualTo(port);
        } else {
          assertThat(
                  Rendered.stream(rendered.one("Service", address.group(1)).at("/spec/ports"))
                      .map(p -> p.path("port").asInt()))
              .as(Rendered.id(object) + " " + address.group())
              .contains(port);
        }
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void podsReachWhatTheyNeed_andNothingElse() {
    assertThat(reachable(Chart.render(Variant.PRODUCTION)))
        .containsExactlyInAnyOrder(
            "importer -> kafka 9093",
            "importer -> hdfs-namenode 8020",
            "importer -> hdfs-datanode 9866",
            "maintenance -> hdfs-namenode 8020",
            "maintenance -> hdfs-datanode 9866",
            "hdfs-directories -> hdfs-namenode 8020",
            "hdfs-datanode -> hdfs-namenode 8020",
            "hdfs-datanode -> hdfs-datanode 9866",
            "hdfs-datanode -> hdfs-datanode 9867",
            "controller -> kafka 9093",
            "controller -> mysql 3306",
            "schema -> mysql 3306",
            "speed-layer -> kafka 9093",
            "speed-layer -> mysql 3306",
            "serving-api -> mysql 3306",
            "serving-api -> memcached 11211",
            "spark -> hdfs-namenode 8020",
            "spark -> hdfs-datanode 9866",
            "spark -> mysql 3306",
            "spark -> spark 7078",
            "a stranger -> serving-api 8080");
  }

  @Test
  void withoutPolicies_everybodyReachesAll_butKafka() {
    assertThat(reachable(Chart.render(Variant.DEFAULT.with("networkPolicy: {enabled: false}"))))
        .contains("serving-api -> hdfs-namenode 9870", "a stranger -> mysql 3306")
        .doesNotContain("serving-api -> kafka 9092");
  }

  @Test
  void kafkasOwnPods_areLeftToStrimzi() {
    Rendered rendered = Chart.render(Variant.DEFAULT);
    assertThat(rendered.of("NetworkPolicy"))
        .noneMatch(p -> new Selector(p.at("/spec/podSelector")).takes(kafka(rendered).labels()));
  }

  @Test
  void anExternalMySql_isReachedAtItsPort() {
    Rendered rendered =
        Chart.render(
            Variant.PRODUCTION.with(
                "mysql: {enabled: false, existingSecret: made-by-hand, external: {host: mysql.example, port: 3307, cidr: 10.1.0.0/16}}"));
    for (String part : List.of("controller", "schema", "speed-layer", "serving-api", "batch-job")) {
      assertThat(rendered.one("NetworkPolicy", "lambdax-" + part).at("/spec/egress").toString())
          .as(part)
          .contains("\"cidr\":\"10.1.0.0/16\"", "\"port\":3307");
    }
    assertThat(rendered.environment(rendered.workload("serving-api").containers().get(0)))
        .containsEntry(
            "LAMBDAX_MYSQL_URL", "jdbc:mysql://mysql.example:3307/lambdax?sslMode=REQUIRED");
  }

  private static Set<String> reachable(Rendered rendered) {
    List<Pods> all = new ArrayList<>();
    for (Rendered.Workload workload : rendered.workloads()) {
      all.add(
          new Pods(
              workload.component(),
              workload.template().at("/metadata/labels"),
              workload.containers().stream()
                  .flatMap(c -> Rendered.stream(c.path("ports")))
                  .map(p -> p.path("containerPort").asInt())
                  .toList()));
    }
    all.add(kafka(rendered));
    // As the controller has Spark label them.
    Map<String, String> batch =
        Map.of(
            "app.kubernetes.io/managed-by", "lambdax-batch-controller",
            "app.kubernetes.io/component", "batch-job",
            "app.kubernetes.io/instance", "lambdax-batch");
    all.add(new Pods("spark", labels(batch), List.of(7078)));
    all.add(new Pods("a stranger", labels(Map.of("app", "other")), List.of()));
    Set<String> found = new TreeSet<>();
    for (Pods client : all) {
      for (Pods server : all) {
        for (int port : server.ports()) {
          if (!client.name().equals("kafka")
              && allows(rendered, "Egress", client.labels(), server.labels(), port)
              && allows(rendered, "Ingress", server.labels(), client.labels(), port)
              && (!server.name().equals("kafka") || isClientOfKafka(rendered, client))) {
            found.add(client.name() + " -> " + server.name() + " " + port);
          }
        }
      }
    }
    return found;
  }

  private static Pods kafka(Rendered rendered) {
    JsonNode kafka = rendered.one("Kafka", "lambdax");
    ObjectNode labels = kafka.at("/metadata/labels").deepCopy();
    labels.put("strimzi.io/cluster", "lambdax");
    return new Pods("kafka", labels, List.of(kafka.at("/spec/kafka/listeners/0/port").asInt()));
  }

  /** By the policy that Strimzi makes of a listener's peers. */
  private static boolean isClientOfKafka(Rendered rendered, Pods client) {
    return Rendered.stream(
            rendered.one("Kafka", "lambdax").at("/spec/kafka/listeners/0/networkPolicyPeers"))
        .anyMatch(peer -> new Selector(peer.path("podSelector")).takes(client.labels()));
  }

  private static boolean allows(
      Rendered rendered, String direction, JsonNode pod, JsonNode other, int port) {
    List<JsonNode> policies =
        rendered.of("NetworkPolicy").stream()
            .filter(p -> new Selector(p.at("/spec/podSelector")).takes(pod))
            .filter(p -> p.at("/spec/policyTypes").toString().contains(direction))
            .toList();
    boolean out = direction.equals("Egress");
    return policies.isEmpty()
        || policies.stream()
            .flatMap(p -> Rendered.stream(p.path("spec").path(out ? "egress" : "ingress")))
            .filter(
                rule ->
                    !rule.has("ports")
                        || rule.path("ports")
                            .findValuesAsText("port")
                            .contains(Integer.toString(port)))
            .anyMatch(rule -> names(rule.path(out ? "to" : "from"), other));
  }

  private static boolean names(JsonNode peers, JsonNode labels) {
    return peers.isMissingNode()
        || Rendered.stream(peers)
            .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
            .anyMatch(peer -> new Selector(peer.path("podSelector")).takes(labels));
  }

  private static JsonNode labels(Map<String, String> labels) {
    return Chart.YAML.valueToTree(labels);
  }
}

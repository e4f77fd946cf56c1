package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka's topics and users are those of the parts. */
class TopicsTest {

  static List<Variant> variants() {
    return Variant.all();
  }

  /** A topic's partitions and settings. */
  private record Topic(int partitions, Map<String, String> settings) {}

  @Test
  void topics_areAsThePartsWouldCreateThem() {
    assertThat(declared(Chart.render(Variant.DEFAULT))).isEqualTo(created());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void copies_areNoMoreThanBrokers_andASecondBrokerIsWaitedForWhereThereIsOne(Variant variant) {
    Rendered rendered = Chart.render(variant);
    int brokers = rendered.one("KafkaNodePool", "lambdax-nodes").at("/spec/replicas").asInt();
    int copies = Math.min(brokers, 3);
    for (JsonNode topic : rendered.of("KafkaTopic")) {
      assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(copies);
      assertThat(topic.path("spec").path("config").path("min.insync.replicas").asInt())
          .isEqualTo(Math.max(1, copies - 1));
    }
    JsonNode config = rendered.one("Kafka", "lambdax").at("/spec/kafka/config");
    for (String key :
        List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor")) {
      assertThat(config.path(key).asInt()).as(key).isEqualTo(copies);
    }
    assertThat(config.path("transaction.state.log.min.isr").asInt())
        .isEqualTo(Math.max(1, copies - 1));
    assertThat(config.path("auto.create.topics.enable").asText()).isEqualTo("false");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyPartThatTalksToKafka_hasAUser_withRightsOnTopicsThatThereAre(Variant variant) {
    Rendered rendered = Chart.render(variant);
    Set<String> topics = declared(rendered).keySet();
    Set<String> users = new HashSet<>();
    for (JsonNode user : rendered.of("KafkaUser")) {
      users.add(user.at("/metadata/name").asText().replace("lambdax-", ""));
      assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
      assertThat(user.at("/spec/authorization/acls").toString()).doesNotContain("\"All\"", "\"*\"");
      for (JsonNode right : user.at("/spec/authorization/acls")) {
        if (right.at("/resource/type").asText().equals("topic")) {
          assertThat(topics).contains(right.at("/resource/name").asText());
        }
      }
    }
    Set<String> clients = new HashSet<>();
    for (Rendered.Workload workload : rendered.workloads()) {
      for (JsonNode container : workload.containers()) {
        Map<String, String> told = rendered.environment(container);
        if (told.containsKey("LAMBDAX_KAFKA_BOOTSTRAP")
            || told.containsKey("KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS")) {
          clients.add(workload.component());
        }
      }
    }
    assertThat(users).isEqualTo(clients);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theJob_isToldTheTopicsThatAreDeclared(Variant variant) throws IOException {
    Rendered rendered = Chart.render(variant);
    Map<String, String> told =
        rendered.environment(rendered.workload("topics").containers().get(0));
    String cluster = told.get("LAMBDAX_TOPICS_CLUSTER");
    Map<String, JsonNode> byName = new TreeMap<>();
    for (JsonNode spec : Chart.YAML.readTree(told.get("LAMBDAX_TOPICS_DECLARED"))) {
      byName.put(cluster + "-" + spec.path("topicName").asText(), spec);
    }
    Map<String, JsonNode> declared = new TreeMap<>();
    for (JsonNode topic : rendered.of("KafkaTopic")) {
      declared.put(topic.at("/metadata/name").asText(), topic.path("spec"));
    }
    assertThat(byName).isEqualTo(declared);
    rendered.one("Kafka", cluster);
    assertThat(told).containsEntry("LAMBDAX_TOPICS_NAMESPACE", Chart.NAMESPACE);
  }

  private static Map<String, Topic> declared(Rendered rendered) {
    Map<String, Topic> declared = new TreeMap<>();
    for (JsonNode topic : rendered.of("KafkaTopic")) {
      JsonNode spec = topic.path("spec");
      Map<String, String> settings = new TreeMap<>();
      for (Map.Entry<String, JsonNode> setting : spec.path("config").properties()) {
        settings.put(setting.getKey(), setting.getValue().asText());
      }
      settings.remove("min.insync.replicas");
      declared.put(
          spec.path("topicName").asText(), new Topic(spec.path("partitions").asInt(), settings));
    }
    return declared;
  }

  private static Map<String, Topic> created() {
    Part speed = Part.ofImage("speed-layer");
    Config defaults = speed.settings(Map.of());
    Object topics = speed.call("io.lambdax.store.log.Topics", "from", defaults);
    Object config = speed.call("io.lambdax.speed.SpeedConfig", "from", defaults);
    List<Object> all = new ArrayList<>((List<?>) Part.ask(topics, "all"));
    all.addAll((List<?>) speed.call("io.lambdax.speed.SpeedTopics", "all", config, topics));
    Map<String, Topic> created = new TreeMap<>();
    for (Object topic : all) {
      Map<String, String> settings = new TreeMap<>();
      ((Map<?, ?>) Part.ask(topic, "configs"))
          .forEach((key, value) -> settings.put(key.toString(), value.toString()));
      created.put(
          Part.ask(topic, "name").toString(),
          new Topic((Integer) Part.ask(topic, "numPartitions"), settings));
    }
    return created;
  }
}

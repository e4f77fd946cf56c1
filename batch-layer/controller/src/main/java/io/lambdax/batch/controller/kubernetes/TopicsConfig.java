package io.lambdax.batch.controller.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.typesafe.config.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import java.time.Duration;
import java.util.List;

/**
 * What Kafka's topics must be, from {@code lambdax.topics}.
 *
 * @param namespace where the KafkaTopics are; empty: where this process itself is
 * @param cluster the Kafka that they belong to; each KafkaTopic's name begins with it
 * @param declared the topics, with name, partitions, copies and settings
 * @param readyWithin how long Strimzi may take, for all of them
 */
record TopicsConfig(
    String namespace, String cluster, List<KafkaTopicSpec> declared, Duration readyWithin) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  static TopicsConfig from(Config root) {
    Settings settings = new Settings(root, "lambdax.topics");
    return new TopicsConfig(
        settings.namespace(),
        settings.text("cluster", Settings.OBJECT, "the name of a Kafka"),
        declared(settings),
        settings.atLeast("ready-within", Duration.ofMillis(100)));
  }

  private static List<KafkaTopicSpec> declared(Settings settings) {
    String name = "declared";
    String expected =
        "a JSON list of what KafkaTopics specify, each with topicName, partitions, replicas and"
            + " config, all of Strimzi's";
    String text = settings.text(name, "(?s).+", expected);
    List<KafkaTopicSpec> topics = List.of();
    try {
      topics = Serialization.unmarshal(text, new TypeReference<List<KafkaTopicSpec>>() {});
    } catch (KubernetesClientException e) {
      settings.demand(false, name, text, expected);
    }
    settings.demand(!topics.isEmpty(), name, text, expected);
    for (KafkaTopicSpec topic : topics) {
      boolean whole =
          topic.getTopicName() != null
              && topic.getPartitions() != null
              && topic.getPartitions() > 0
              && topic.getReplicas() != null
              && topic.getReplicas() > 0
              && topic.getConfig() != null
              && topic.getAdditionalProperties().isEmpty();
      settings.demand(whole, name, text, expected);
    }
    return List.copyOf(topics);
  }
}

package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.strimzi.api.kafka.Crds;
import io.strimzi.api.kafka.model.common.Condition;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.topic.KafkaTopicBuilder;
import io.strimzi.api.kafka.model.topic.KafkaTopicList;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.topic.KafkaTopicStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Strimzi's KafkaTopics say what is declared, and that Strimzi has made Kafka's
 * topics so. Helm alone does not: it leaves a custom resource as somebody changed it for as long as
 * the chart says the same, and never looks whether the operator could do what it was told. Used by
 * one thread; may be stopped and repeated at any moment.
 */
public final class KafkaTopics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);

  /** The label by which Strimzi takes a topic for one of a Kafka's. */
  private static final String CLUSTER = "strimzi.io/cluster";

  private final TopicsConfig config;
  private final KubernetesClient client;
  private final NonNamespaceOperation<KafkaTopic, KafkaTopicList, Resource<KafkaTopic>> topics;

  private KafkaTopics(TopicsConfig config, KubernetesClient client) {
    this.config = config;
    this.client = client;
    String namespace =
        KubernetesLauncher.namespace(config.namespace(), client, "LAMBDAX_TOPICS_NAMESPACE");
    topics = Crds.topicOperation(client).inNamespace(namespace);
  }

  /**
   * Works on the cluster that this process runs in, or that kubectl would talk to.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  public static KafkaTopics open(Config root) {
    return open(root, io.fabric8.kubernetes.client.Config.autoConfigure(null));
  }

  static KafkaTopics open(Config root, io.fabric8.kubernetes.client.Config cluster) {
    return new KafkaTopics(
        TopicsConfig.from(root),
        new KubernetesClientBuilder()
            .withConfig(cluster)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build());
  }

  /**
   * Creates what is missing, puts right what differs, and waits for Strimzi. What is not declared
   * is left as it is: more settings, and more partitions, which Kafka could not take away.
   *
   * @throws IOException if a topic is another one than its name says, or not ready in time
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server is away or
   *     refuses
   */
  public void ensure() throws IOException {
    for (KafkaTopicSpec declared : config.declared()) {
      ensure(declared);
    }
    long deadline = System.nanoTime() + config.readyWithin().toNanos();
    for (KafkaTopicSpec declared : config.declared()) {
      await(name(declared), Duration.ofNanos(deadline - System.nanoTime()));
    }
  }

  private void ensure(KafkaTopicSpec declared) throws IOException {
    String name = name(declared);
    KafkaTopic there = topics.withName(name).get();
    if (there == null) {
      KafkaTopic missing =
          new KafkaTopicBuilder()
              .withNewMetadata()
              .withName(name)
              .addToLabels(CLUSTER, config.cluster())
              .endMetadata()
              .withSpec(declared)
              .build();
      topics.resource(missing).create();
      log.info("KafkaTopic {} was missing: created it", name);
      return;
    }
    String topic = there.getSpec() == null ? null : there.getSpec().getTopicName();
    if (!declared.getTopicName().equals(topic)) {
      throw new IOException(
          "KafkaTopic %s is of topic %s instead of %s, which Strimzi cannot change: delete the KafkaTopic if nobody needs that topic"
              .formatted(name, topic, declared.getTopicName()));
    }
    KafkaTopic right = corrected(there, declared);
    String changes = changes(there, right);
    if (!changes.isEmpty()) {
      topics.withName(name).edit(now -> corrected(now, declared));
      log.warn("KafkaTopic {} was not as declared: {}", name, changes);
    }
  }

  private KafkaTopic corrected(KafkaTopic there, KafkaTopicSpec declared) {
    Map<String, Object> settings = new TreeMap<>();
    settings.putAll(Optional.ofNullable(there.getSpec().getConfig()).orElse(Map.of()));
    declared
        .getConfig()
        .forEach(
            (setting, value) ->
                settings.merge(setting, value, (now, right) -> same(now, right) ? now : right));
    int partitions = Optional.ofNullable(there.getSpec().getPartitions()).orElse(0);
    return new KafkaTopicBuilder(there)
        .editMetadata()
        .addToLabels(CLUSTER, config.cluster())
        .endMetadata()
        .editSpec()
        .withPartitions(Math.max(partitions, declared.getPartitions()))
        .withConfig(settings)
        .endSpec()
        .build();
  }

  /** A number may be written as a text. */
  private static boolean same(Object one, Object other) {
    return String.valueOf(one).equals(String.valueOf(other));
  }

  private static String changes(KafkaTopic before, KafkaTopic after) {
    Map<String, String> old = said(before);
    return said(after).entrySet().stream()
        .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
        .map(
            entry ->
                "%s is %s again, was %s"
                    .formatted(entry.getKey(), entry.getValue(), old.get(entry.getKey())))
        .collect(Collectors.joining("; "));
  }

  private static Map<String, String> said(KafkaTopic topic) {
    Map<String, String> said = new TreeMap<>();
    Optional.ofNullable(topic.getSpec().getConfig())
        .orElse(Map.of())
        .forEach((setting, value) -> said.put(setting, String.valueOf(value)));
    said.put("partitions", String.valueOf(topic.getSpec().getPartitions()));
    said.put(
        "label " + CLUSTER,
        Optional.ofNullable(topic.getMetadata().getLabels()).orElse(Map.of()).get(CLUSTER));
    return said;
  }

  private void await(String name, Duration most) throws IOException {
    try {
      topics
          .withName(name)
          .waitUntilCondition(
              KafkaTopics::isReady, Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
      log.info("KafkaTopic {} is ready", name);
    } catch (KubernetesClientTimeoutException e) {
      throw new IOException(
          "KafkaTopic %s was not ready within %s: %s"
              .formatted(name, config.readyWithin(), conditions(topics.withName(name).get())),
          e);
    }
  }

  /** By the topic as it now is, not as it was before a change that Strimzi has yet to see. */
  private static boolean isReady(KafkaTopic topic) {
    return conditionsOf(topic)
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()))
        && topic.getStatus().getObservedGeneration()
            >= Objects.requireNonNullElse(topic.getMetadata().getGeneration(), 0L);
  }

  private static Stream<Condition> conditionsOf(KafkaTopic topic) {
    return Optional.ofNullable(topic)
        .map(KafkaTopic::getStatus)
        .map(KafkaTopicStatus::getConditions)
        .stream()
        .flatMap(java.util.Collection::stream);
  }

  private static String conditions(KafkaTopic topic) {
    String said =
        conditionsOf(topic)
            .map(
                c ->
                    "%s is %s, %s: %s"
                        .formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
            .collect(Collectors.joining("; "));
    return said.isEmpty()
        ? "Strimzi's topic operator has said nothing of it. Is the Kafka of that name up, with its"
            + " entity operator?"
        : "Strimzi says: " + said;
  }

  private String name(KafkaTopicSpec topic) {
    return config.cluster() + "-" + topic.getTopicName();
  }

  @Override
  public void close() {
    client.close();
  }
}

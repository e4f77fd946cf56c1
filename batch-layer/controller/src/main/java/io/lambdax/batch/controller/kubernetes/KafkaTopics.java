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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Strimzi's KafkaTopics say what is declared, and that Strimzi has made Kafka's
 * topics so. Helm alone does not: its version 3 leaves a custom resource as somebody changed it for
 * as long as the chart says the same, and none looks whether the operator could do what it was
 * told. What is missing Helm creates. Used by one thread; may be stopped and repeated at any
 * moment.
 */
public final class KafkaTopics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);

  /** The label by which Strimzi takes a topic for one of a Kafka's. */
  private static final String CLUSTER = "strimzi.io/cluster";

  /** What has Strimzi leave a KafkaTopic alone. */
  private static final Map<String, String> HANDS_OFF =
      Map.of("strimzi.io/managed", "false", "strimzi.io/pause-reconciliation", "true");

  /** Strimzi says so of what no waiting helps. */
  private static final String NOT_SUPPORTED = "NotSupported";

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
   * Puts right what differs, and waits for Strimzi. What is not declared is left as it is: more
   * settings, and more partitions, which Kafka could not take away.
   *
   * @throws IOException if a topic is missing or another one than its name says, if Strimzi is told
   *     to leave it alone or cannot do it, or if it is not ready in time
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
      throw new IOException(
          "there is no KafkaTopic %s: helm upgrade with the chart creates it".formatted(name));
    }
    refuse(name, there, declared);
    KafkaTopic right = corrected(there, declared);
    String changes = changes(there, right);
    if (!changes.isEmpty()) {
      topics.withName(name).edit(now -> corrected(now, declared));
      log.warn("KafkaTopic {} was not as declared: {}", name, changes);
    }
    if (right.getSpec().getPartitions() > declared.getPartitions()) {
      log.warn(
          "KafkaTopic {} has {} partitions instead of the {} declared: left, since Kafka cannot take partitions away",
          name,
          right.getSpec().getPartitions(),
          declared.getPartitions());
    }
  }

  private static void refuse(String name, KafkaTopic there, KafkaTopicSpec declared)
      throws IOException {
    String topic = there.getSpec() == null ? null : there.getSpec().getTopicName();
    if (!declared.getTopicName().equals(topic)) {
      throw new IOException(
          "KafkaTopic %s is of topic %s instead of %s, which Strimzi cannot change: delete the KafkaTopic if nobody needs that topic"
              .formatted(name, topic, declared.getTopicName()));
    }
    Map<String, String> annotations =
        Optional.ofNullable(there.getMetadata().getAnnotations()).orElse(Map.of());
    for (Map.Entry<String, String> handsOff : HANDS_OFF.entrySet()) {
      if (handsOff.getValue().equals(annotations.get(handsOff.getKey()))) {
        throw new IOException(
            "KafkaTopic %1$s has the annotation %2$s=%3$s, so that Strimzi leaves it alone: kubectl annotate kafkatopic %1$s %2$s- takes it off"
                .formatted(name, handsOff.getKey(), handsOff.getValue()));
      }
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
        .withReplicas(declared.getReplicas())
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
    said.put("replicas", String.valueOf(topic.getSpec().getReplicas()));
    said.put(
        "label " + CLUSTER,
        Optional.ofNullable(topic.getMetadata().getLabels()).orElse(Map.of()).get(CLUSTER));
    return said;
  }

  private void await(String name, Duration most) throws IOException {
    KafkaTopic last;
    try {
      last =
          topics
              .withName(name)
              .waitUntilCondition(
                  topic -> isReady(topic) || isRefused(topic),
                  Math.max(1, most.toMillis()),
                  TimeUnit.MILLISECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw new IOException(
          "KafkaTopic %s was not ready within %s: %s"
              .formatted(name, config.readyWithin(), conditions(topics.withName(name).get())),
          e);
    }
    if (isRefused(last)) {
      throw new IOException("KafkaTopic %s is refused: %s".formatted(name, conditions(last)));
    }
    log.info("KafkaTopic {} is ready", name);
  }

  private static boolean isReady(KafkaTopic topic) {
    return isSaid(topic, c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static boolean isRefused(KafkaTopic topic) {
    return isSaid(topic, c -> "False".equals(c.getStatus()) && NOT_SUPPORTED.equals(c.getReason()));
  }

  /** Of the topic as it now is, not as it was before a change that Strimzi has yet to see. */
  private static boolean isSaid(KafkaTopic topic, Predicate<Condition> what) {
    return conditionsOf(topic).anyMatch(what)
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
                    Stream.of(c.getType() + " is " + c.getStatus(), c.getReason(), c.getMessage())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", ")))
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

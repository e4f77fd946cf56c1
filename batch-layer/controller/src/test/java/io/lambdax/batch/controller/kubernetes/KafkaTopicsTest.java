package io.lambdax.batch.controller.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.lambdax.testing.CrdSchema;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.topic.KafkaTopicBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strimzi's topic operator is played by the test; its own CRD says what it takes. */
class KafkaTopicsTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String DECLARED =
      "[{\"topicName\":\"facts\",\"partitions\":4,\"replicas\":3,"
          + "\"config\":{\"cleanup.policy\":\"compact\",\"min.compaction.lag.ms\":604800000}}]";

  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() throws IOException {
    cluster.close();
  }

  @Test
  void whatIsMissing_isNamed_withWhoCreatesIt() {
    assertThatThrownBy(() -> ensure(Map.of()))
        .hasMessageContaining("there is no KafkaTopic events-facts: helm upgrade");
  }

  @Test
  void whatSomebodyChanged_isPutRight_andTheirOtherSettingsStay() throws Exception {
    there(2, Map.of("cleanup.policy", "delete", "segment.ms", 60000));
    cluster
        .kafkaTopics()
        .withName("events-facts")
        .edit(
            topic ->
                new KafkaTopicBuilder(topic)
                    .editMetadata()
                    .addToLabels("strimzi.io/cluster", "another")
                    .addToLabels("of", "somebody")
                    .endMetadata()
                    .editSpec()
                    .withReplicas(1)
                    .endSpec()
                    .build());
    cluster.ready("events-facts", "True", null, null);
    long before = facts().getMetadata().getGeneration();
    CompletableFuture<Void> ensuring = CompletableFuture.runAsync(() -> ensure(Map.of()));
    KafkaTopic right =
        await().atMost(SOON).until(this::facts, t -> t.getSpec().getPartitions() == 4);
    assertThat(right.getSpec().getReplicas()).isEqualTo(3);
    CrdSchema.sharedIfAny("043-Crd-kafkatopic.yaml", "v1")
        .ifPresent(crd -> assertThat(crd.problems(right)).isEmpty());
    assertThat(setting(right, "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(right, "min.compaction.lag.ms")).isEqualTo("604800000");
    assertThat(setting(right, "segment.ms")).isEqualTo("60000");
    assertThat(right.getMetadata().getLabels())
        .containsEntry("strimzi.io/cluster", "events")
        .containsEntry("of", "somebody");

    assertThat(right.getMetadata().getGeneration()).isGreaterThan(before);
    assertThat(ensuring).as("ready it was before the change").isNotDone();
    cluster.ready("events-facts", "True", null, null);
    ensuring.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void whatIsAsDeclared_isNotTouched_evenWithMorePartitionsOrNumbersWrittenAsTexts() {
    there(6, Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "604800000"));
    cluster.ready("events-facts", "True", null, null);
    String before = facts().getMetadata().getResourceVersion();
    ensure(Map.of());
    assertThat(facts().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void whatStrimziSaysOfATopicThatDoesNotBecomeReady_isPassedOn() {
    asDeclared();
    cluster.ready("events-facts", "False", "KafkaError", "the broker hung up");
    assertThatThrownBy(() -> ensure(Map.of("lambdax.topics.ready-within", "500ms")))
        .hasMessageContaining("KafkaTopic events-facts was not ready within PT0.5S")
        .hasMessageContaining("Ready is False, KafkaError, the broker hung up");
  }

  @Test
  void whatStrimziCannotDo_isNotWaitedFor() {
    asDeclared();
    cluster.ready("events-facts", "False", "NotSupported", "Decreasing partitions");
    assertThatThrownBy(() -> ensure(Map.of("lambdax.topics.ready-within", "1h")))
        .hasMessageContaining("KafkaTopic events-facts is refused")
        .hasMessageContaining("Ready is False, NotSupported, Decreasing partitions");
  }

  @Test
  void withoutAnOperator_thatIsSaid() {
    asDeclared();
    assertThatThrownBy(() -> ensure(Map.of("lambdax.topics.ready-within", "500ms")))
        .hasMessageContaining("topic operator has said nothing of it");
  }

  @ParameterizedTest
  @CsvSource({"strimzi.io/managed, false", "strimzi.io/pause-reconciliation, true"})
  void whatStrimziIsToLeaveAlone_isNamed_withTheRemedy(String annotation, String value) {
    asDeclared();
    cluster
        .kafkaTopics()
        .withName("events-facts")
        .edit(
            topic ->
                new KafkaTopicBuilder(topic)
                    .editMetadata()
                    .addToAnnotations(annotation, value)
                    .endMetadata()
                    .build());
    assertThatThrownBy(() -> ensure(Map.of("lambdax.topics.ready-within", "1h")))
        .hasMessageContaining("has the annotation " + annotation + "=" + value)
        .hasMessageContaining("kubectl annotate kafkatopic events-facts " + annotation + "-");
  }

  @Test
  void aKafkaTopicOfAnotherTopic_isRefused_andLeft() {
    KafkaTopic other = topic("others", 1, Map.of());
    cluster.kafkaTopics().resource(other).create();
    assertThatThrownBy(() -> ensure(Map.of()))
        .hasMessageContaining("KafkaTopic events-facts is of topic others instead of facts");
    assertThat(facts().getSpec()).isEqualTo(other.getSpec());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "declared     | ''        | a JSON list of what KafkaTopics specify",
        "declared     | []        | a JSON list of what KafkaTopics specify",
        "declared     | [{        | a JSON list of what KafkaTopics specify",
        "declared     | [{\"topicName\": \"facts\", \"partitions\": 1}] | with topicName, partitions, replicas and config",
        "declared     | [{\"topicName\": \"a\", \"partitions\": 1, \"replicas\": 1, \"config\": {}, \"partition\": 2}] | all of Strimzi's",
        "cluster      | ''        | the name of a Kafka",
        "namespace    | My Space  | the name of a namespace, or nothing",
        "ready-within | 0s        | at least PT0.1S",
      })
  void aWrongSettingIsNamed_withWhatWouldBeRight(String name, String value, String expected) {
    Map<String, String> settings = new HashMap<>(TestCluster.topics(DECLARED));
    settings.put("lambdax.topics." + name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TopicsConfig.from(
                    ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load())))
        .withMessageContaining("lambdax.topics." + name)
        .withMessageContaining(expected);
  }

  private void ensure(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(TestCluster.topics(DECLARED));
    settings.putAll(more);
    try (KafkaTopics topics = cluster.kafkaTopics(settings)) {
      topics.ensure();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private KafkaTopic facts() {
    return cluster.kafkaTopics().withName("events-facts").get();
  }

  private void asDeclared() {
    there(4, Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", 604800000));
  }

  private void there(int partitions, Map<String, Object> config) {
    cluster.kafkaTopics().resource(topic("facts", partitions, config)).create();
  }

  private static KafkaTopic topic(String topic, int partitions, Map<String, Object> config) {
    return new KafkaTopicBuilder()
        .withNewMetadata()
        .withName("events-facts")
        .addToLabels("strimzi.io/cluster", "events")
        .endMetadata()
        .withNewSpec()
        .withTopicName(topic)
        .withPartitions(partitions)
        .withReplicas(3)
        .withConfig(config)
        .endSpec()
        .build();
  }

  private static String setting(KafkaTopic topic, String name) {
    return String.valueOf(topic.getSpec().getConfig().get(name));
  }
}

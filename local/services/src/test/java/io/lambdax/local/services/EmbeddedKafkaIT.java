package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.local.services.Retry.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @Test
  void restart_onAnotherPort_keepsWhatWasCommitted(@TempDir Path dir) throws Exception {
    int firstPort;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServiceConfig.in(dir))) {
      firstPort = kafka.port();
      createTopic(kafka, "facts");
      sendInTransaction(kafka, "facts", "one");
      assertThat(read(kafka, "facts", 1)).containsExactly("one");
    }
    int other = FreePort.find();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(new ServiceConfig(dir, other))) {
      assertThat(kafka.port()).isEqualTo(other).isNotEqualTo(firstPort);
      sendInTransaction(kafka, "facts", "two");
      assertThat(read(kafka, "facts", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void topics_areNotCreatedByUse_andTwoBrokersAreApart(@TempDir Path a, @TempDir Path b)
      throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(ServiceConfig.in(a));
        EmbeddedKafka second = EmbeddedKafka.start(ServiceConfig.in(b))) {
      createTopic(first, "only-here");
      try (Admin admin = admin(second)) {
        assertThatThrownBy(() -> admin.describeTopics(List.of("only-here")).allTopicNames().get())
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        assertThat(admin.listTopics().names().get()).isEmpty();
      }
    }
  }

  @Test
  void takenControllerPort_isAFailureAndNotTheEndOfThisProcess(@TempDir Path dir) throws Exception {
    EmbeddedKafka.start(ServiceConfig.in(dir)).close();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedKafka.startOn(dir.resolve("logs"), FreePort.find(), taken.getLocalPort()))
          .isInstanceOf(PortTakenException.class);
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
  }

  private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static void sendInTransaction(EmbeddedKafka kafka, String topic, String value)
      throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrap(), "transactional.id", "publisher");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "key", value)).get(30, TimeUnit.SECONDS);
      producer.commitTransaction();
    }
  }

  private static List<String> read(EmbeddedKafka kafka, String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka.bootstrap(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<String> values = new java.util.ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  values.add(record.value());
                }
                return values.size() >= count;
              });
    }
    return values;
  }
}

package io.lambdax.local;

import io.lambdax.store.log.ImportSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The signals that the importer published. */
final class Signals {
  private static final TopicPartition IMPORTS = new TopicPartition("imports", 0);

  private Signals() {}

  /** The newest; empty if nothing was ever imported. */
  static Optional<ImportSignal> last(String bootstrap) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", "read_committed",
            // Closing waits for the look ahead that is under way.
            "fetch.max.wait.ms", "20",
            "allow.auto.create.topics", "false");
    Optional<ImportSignal> last = Optional.empty();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(IMPORTS.topic())) {
        return last;
      }
      consumer.assign(List.of(IMPORTS));
      consumer.seekToBeginning(List.of(IMPORTS));
      long end = consumer.endOffsets(List.of(IMPORTS)).get(IMPORTS);
      while (consumer.position(IMPORTS) < end) {
        for (ConsumerRecord<byte[], byte[]> signal : consumer.poll(Duration.ofMillis(500))) {
          last = Optional.of(ImportSignal.fromBytes(signal.value()));
        }
      }
    }
    return last;
  }
}

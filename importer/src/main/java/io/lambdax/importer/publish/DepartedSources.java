package io.lambdax.importer.publish;

import io.lambdax.store.log.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the sources out of topic sources that are not declared any more; each would be called stale
 * for ever.
 */
public final class DepartedSources {
  private static final Logger log = LoggerFactory.getLogger(DepartedSources.class);

  private final PublishConfig config;

  /** Of that log. */
  public DepartedSources(PublishConfig config) {
    this.config = config;
  }

  /**
   * Takes out all but these, which are all that are declared.
   *
   * @throws KafkaException if the log cannot be read or written
   */
  public void allBut(Set<String> declared) {
    Set<String> departed = told();
    departed.removeAll(declared);
    if (!departed.isEmpty()) {
      new StatusSender(config).remove(departed);
      log.info("No source any more, and told so: {}", departed);
    }
  }

  private Set<String> told() {
    Set<String> told = new TreeSet<>();
    TopicPartition sources = new TopicPartition(config.log().topics().sources(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.committed(config)) {
      consumer.assign(List.of(sources));
      consumer.seekToBeginning(List.of(sources));
      long end = consumer.endOffsets(List.of(sources)).get(sources);
      long deadline = System.nanoTime() + config.timeout().toNanos();
      while (consumer.position(sources) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException("no answer to reading " + sources + " up to offset " + end);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          note(record, told);
        }
      }
    }
    return told;
  }

  private static void note(ConsumerRecord<byte[], byte[]> record, Set<String> told) {
    if (record.key() != null && record.value() != null) {
      told.add(SourceRecord.source(record.key()));
    } else if (record.key() != null) {
      told.remove(SourceRecord.source(record.key()));
    }
  }
}

package io.lambdax.importer.publish;

import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds the last signal of which readers of committed records get everything: a broker that is
 * killed may owe the markers of a commit to some partitions and not to all.
 */
final class LastSignal {
  private static final Logger log = LoggerFactory.getLogger(LastSignal.class);
  private static final int STEP = 16;
  private static final String STRAY =
      "Record in topic {}, partition {}, offset {} is no signal and is left out: {}";

  private final PublishConfig config;

  LastSignal(PublishConfig config) {
    this.config = config;
  }

  /**
   * That signal, if there is one; creates the topics where they are missing.
   *
   * @param strays how loudly to tell of records after it that are no signals
   */
  Optional<ImportSignal> read(Level strays) {
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.committed(config)) {
      Topics topics = config.log().topics();
      if (!consumer
          .listTopics()
          .keySet()
          .containsAll(List.of(topics.facts(), topics.imports(), topics.sources()))) {
        ensure(topics);
      }
      TopicPartition imports = new TopicPartition(topics.imports(), 0);
      consumer.assign(List.of(imports));
      long end = consumer.endOffsets(List.of(imports)).get(imports);
      long begin = consumer.beginningOffsets(List.of(imports)).get(imports);
      Map<TopicPartition, Long> facts = facts(consumer);
      Optional<ImportSignal> last = Optional.empty();
      // Commit markers and aborted signals take offsets too: look further back until one is found.
      for (long to = end; to > begin && last.isEmpty(); to -= STEP) {
        last =
            newestFirst(consumer, imports, Math.max(begin, to - STEP), to)
                .flatMap(record -> signal(record, strays).stream())
                .filter(signal -> isWhole(signal, facts))
                .findFirst();
      }
      return last;
    }
  }

  /** How far readers get, of each partition. */
  private Map<TopicPartition, Long> facts(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(
        consumer.partitionsFor(config.log().topics().facts()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList());
  }

  private static boolean isWhole(ImportSignal signal, Map<TopicPartition, Long> readable) {
    List<Long> ends = signal.factsEndOffsets();
    return readable.entrySet().stream()
        .filter(partition -> partition.getKey().partition() < ends.size())
        .allMatch(partition -> partition.getValue() >= ends.get(partition.getKey().partition()));
  }

  private Stream<ConsumerRecord<byte[], byte[]>> newestFirst(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition imports, long from, long end) {
    consumer.seek(imports, from);
    Deque<ConsumerRecord<byte[], byte[]>> newestFirst = new ArrayDeque<>();
    long deadline = System.nanoTime() + config.timeout().toNanos();
    while (consumer.position(imports) < end) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("no answer to reading " + imports + " up to offset " + end);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        if (record.offset() < end) {
          newestFirst.push(record);
        }
      }
    }
    return newestFirst.stream();
  }

  /** What somebody else wrote into the topic must not stop what belongs there. */
  private static Optional<ImportSignal> signal(
      ConsumerRecord<byte[], byte[]> record, Level strays) {
    String why = "it has no value";
    if (record.value() != null) {
      try {
        return Optional.of(ImportSignal.fromBytes(record.value()));
      } catch (IllegalArgumentException e) {
        why = e.getMessage();
      }
    }
    log.atLevel(strays).log(STRAY, record.topic(), record.partition(), record.offset(), why);
    return Optional.empty();
  }

  private void ensure(Topics topics) {
    Map<String, Object> settings = new HashMap<>(config.log().properties());
    settings.put("default.api.timeout.ms", (int) config.timeout().toMillis());
    settings.put("request.timeout.ms", (int) config.timeout().toMillis() / 2);
    try (Admin admin = Admin.create(settings)) {
      topics.ensure(admin);
    }
  }
}

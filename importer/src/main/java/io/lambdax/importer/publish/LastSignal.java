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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Finds the last committed signal. */
final class LastSignal {
  /**
   * A signal.
   *
   * @param whole whether readers of committed records also get all facts that it tells of
   */
  record Last(ImportSignal signal, boolean whole) {}

  private static final Logger log = LoggerFactory.getLogger(LastSignal.class);
  private static final int STEP = 16;
  private static final String STRAY =
      "Record in topic {}, partition {}, offset {} is no signal and is left out: {}";

  private final PublishConfig config;

  LastSignal(PublishConfig config) {
    this.config = config;
  }

  /**
   * The last committed signal, if there is one; creates the topics where they are missing.
   *
   * @param strays how loudly to tell of records after it that are no signals
   */
  Optional<Last> read(Level strays) {
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
      Optional<ImportSignal> last = Optional.empty();
      // Commit markers and aborted signals take offsets too: look further back until one is found.
      for (long to = end; to > begin && last.isEmpty(); to -= STEP) {
        last = lastOf(consumer, imports, Math.max(begin, to - STEP), to, strays);
      }
      return last.map(signal -> new Last(signal, isWhole(consumer, signal)));
    }
  }

  /** A broker that is killed may owe the markers of a commit to some partitions and not to all. */
  private boolean isWhole(KafkaConsumer<byte[], byte[]> consumer, ImportSignal signal) {
    List<Long> ends = signal.factsEndOffsets();
    List<TopicPartition> facts =
        consumer.partitionsFor(config.log().topics().facts()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .filter(p -> p.partition() < ends.size())
            .toList();
    Map<TopicPartition, Long> readable = consumer.endOffsets(facts);
    return facts.stream().allMatch(p -> readable.get(p) >= ends.get(p.partition()));
  }

  private Optional<ImportSignal> lastOf(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition imports,
      long from,
      long end,
      Level strays) {
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
    return newestFirst.stream().flatMap(record -> signal(record, strays).stream()).findFirst();
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

package io.lambdax.speed;

import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.Revision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics {@code facts} and {@code imports} from their beginnings and knows all series as of
 * the newest version that is complete: whose signal was read and whose facts all were. The lake
 * followed is that of the newest signal. Used by one thread.
 */
final class FactLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FactLog.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition imports;
  private final List<TopicPartition> facts;
  private final DeadLetters deadLetters;
  private final Map<String, LakeFacts> lakes = new HashMap<>();
  private final Set<String> past = new HashSet<>();
  private final Deque<ImportSignal> signals = new ArrayDeque<>();
  private final SortedMap<Long, Long> grown = new TreeMap<>();
  private final Map<TopicPartition, Long> endAtStart;
  private long unusable;
  private Optional<String> followed = Optional.empty();
  private boolean caughtUp;

  private FactLog(
      LogConfig config, KafkaConsumer<byte[], byte[]> consumer, DeadLetters deadLetters) {
    this.consumer = consumer;
    this.deadLetters = deadLetters;
    this.imports = new TopicPartition(config.topics().imports(), 0);
    this.facts =
        consumer.partitionsFor(config.topics().facts()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
            .toList();
    List<TopicPartition> all = new ArrayList<>(facts);
    all.add(imports);
    consumer.assign(all);
    consumer.seekToBeginning(all);
    this.endAtStart = consumer.endOffsets(all);
  }

  /**
   * Connects; the topics must exist.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka is away
   */
  static FactLog open(LogConfig config, DeadLetters deadLetters) {
    Map<String, Object> properties = new HashMap<>(config.properties());
    properties.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    properties.put("request.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new FactLog(config, consumer, deadLetters);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(TIMEOUT));
      throw e;
    }
  }

  /**
   * Reads what arrives within the time given.
   *
   * @return what is known now, if a version became complete or a known one changed; empty until all
   *     that was there at the start has been read
   */
  Optional<Known> poll(Duration wait) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
    for (TopicPartition partition : facts) {
      records.records(partition).forEach(this::fact);
    }
    records.records(imports).forEach(this::signal);
    complete();
    caughtUp = caughtUp || endAtStart.keySet().stream().allMatch(this::isAtEnd);
    return caughtUp ? followed.flatMap(lake -> lakes.get(lake).news(lake)) : Optional.empty();
  }

  /** Whether everything that was there at the start has been read. */
  boolean caughtUp() {
    return caughtUp;
  }

  /**
   * How many values of the newest complete version of the followed lake are not in the topic, as
   * when its records were deleted: the signals tell how many there must be. 0 where signals are
   * missing too, which the controller tells of; records that could not be used do not count.
   */
  long missing() {
    LakeFacts lake = followed.map(lakes::get).orElse(null);
    if (lake == null || lake.complete() == 0) {
      return 0;
    }
    SortedMap<Long, Long> until = grown.headMap(lake.complete() + 1);
    long values = until.values().stream().mapToLong(Long::longValue).sum();
    boolean whole = until.size() == lake.complete();
    return whole ? Math.max(0, values - lake.present() - unusable) : 0;
  }

  /** Versions of the followed lake that were signalled and whose facts did not all arrive yet. */
  int incomplete() {
    return signals.size();
  }

  /** Revisions of the followed lake after that version. */
  List<Revision> revisionsAfter(long version) {
    return followed.map(lake -> lakes.get(lake).revisionsAfter(version)).orElse(List.of());
  }

  /** Forgets the revisions of a lake up to and with that version. */
  void forgetRevisions(String lakeId, long version) {
    if (lakes.containsKey(lakeId)) {
      lakes.get(lakeId).forgetRevisions(version);
    }
  }

  /**
   * Asks Kafka for something trivial, because polling is silent when Kafka is away.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if it is
   */
  void ping() {
    consumer.endOffsets(List.of(imports), TIMEOUT);
  }

  private boolean isAtEnd(TopicPartition partition) {
    return consumer.position(partition, TIMEOUT) >= endAtStart.get(partition);
  }

  private void fact(ConsumerRecord<byte[], byte[]> message) {
    try {
      if (message.value() == null) {
        throw new IllegalArgumentException("a record without value; a withdrawal has one");
      }
      FactRecord read = FactRecord.fromBytes(message.value());
      Sound.require(read);
      if (!past.contains(read.lakeId())) {
        lakes.computeIfAbsent(read.lakeId(), lake -> new LakeFacts()).add(read.fact());
      }
    } catch (IllegalArgumentException e) {
      unusable++;
      deadLetters.put(message, e.getMessage());
    }
  }

  private void signal(ConsumerRecord<byte[], byte[]> message) {
    try {
      if (message.value() == null) {
        throw new IllegalArgumentException("a record without value");
      }
      ImportSignal signal = ImportSignal.fromBytes(message.value());
      Sound.require(signal);
      if (past.contains(signal.lakeId())) {
        return;
      }
      if (!followed.equals(Optional.of(signal.lakeId()))) {
        follow(signal.lakeId());
      }
      signals.add(signal);
      grown.put(signal.version(), signal.added() - signal.withdrawn());
    } catch (IllegalArgumentException e) {
      deadLetters.put(message, e.getMessage());
    }
  }

  /** A lake that was replaced does not come back: its facts need no room any more. */
  private void follow(String lakeId) {
    log.info("Following lake {}", lakeId);
    followed.ifPresent(
        before -> {
          past.add(before);
          lakes.remove(before);
        });
    signals.clear();
    grown.clear();
    followed = Optional.of(lakeId);
    lakes.computeIfAbsent(lakeId, lake -> new LakeFacts());
  }

  private void complete() {
    if (followed.isEmpty()) {
      return;
    }
    LakeFacts lake = lakes.get(followed.get());
    signals.removeIf(
        signal -> {
          boolean read = hasAllFactsOf(signal);
          if (read) {
            lake.complete(signal.version());
          }
          return read || signal.version() <= lake.complete();
        });
  }

  private boolean hasAllFactsOf(ImportSignal signal) {
    List<Long> ends = signal.factsEndOffsets();
    for (TopicPartition partition : facts) {
      long end = partition.partition() < ends.size() ? ends.get(partition.partition()) : 0;
      if (consumer.position(partition, TIMEOUT) < end) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(TIMEOUT));
  }
}

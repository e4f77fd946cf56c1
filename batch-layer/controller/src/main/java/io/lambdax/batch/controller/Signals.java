package io.lambdax.batch.controller;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.log.SourceRecord;
import io.lambdax.store.view.Gap;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka says: signals of topic {@code imports} in order, coalesced to the newest, and the last
 * attempt of every source from topic {@code sources}. Used by one thread.
 */
final class Signals implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Signals.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final TopicPartition imports;
  private final TopicPartition sources;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Optional<SourceStatus>> changed = new HashMap<>();
  private final Map<String, Versions> versions = new HashMap<>();
  private Optional<Target> target = Optional.empty();
  private long endAtStart;
  private long sourcesEndAtStart;
  private boolean caughtUp;
  private boolean sourcesCaughtUp;

  private Signals(LogConfig config, KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.imports = new TopicPartition(config.topics().imports(), 0);
    this.sources = new TopicPartition(config.topics().sources(), 0);
  }

  /**
   * Connects and finds where to go on.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka is away
   */
  static Signals open(LogConfig config, String group) {
    Map<String, Object> properties = new HashMap<>(config.properties());
    properties.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    properties.put("request.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    try (Admin admin = Admin.create(properties)) {
      config.topics().ensure(admin);
    }
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Signals signals =
        new Signals(
            config,
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    try {
      signals.seek();
      return signals;
    } catch (RuntimeException e) {
      signals.close();
      throw e;
    }
  }

  /**
   * All signals, whatever was committed: an hourly import makes some ten thousand a year, which
   * take less than a second, and only who has seen them all knows that none is missing, and notices
   * a view that was lost or gone back from.
   */
  private void seek() {
    consumer.assign(List.of(imports, sources));
    consumer.seekToBeginning(List.of(imports, sources));
    Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(imports, sources));
    endAtStart = ends.get(imports);
    sourcesEndAtStart = ends.get(sources);
  }

  /** Reads what arrived within the time given. */
  void poll(Duration wait) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
    records.records(imports).forEach(this::signal);
    records.records(sources).forEach(this::status);
    caughtUp = caughtUp || consumer.position(imports) >= endAtStart;
    sourcesCaughtUp = sourcesCaughtUp || consumer.position(sources) >= sourcesEndAtStart;
  }

  /**
   * Asks Kafka for something trivial, because polling is silent when Kafka is away.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if it is
   */
  void ping() {
    consumer.endOffsets(List.of(imports), TIMEOUT);
  }

  /**
   * Up to where facts are complete; empty before the first signal, and until all that was there at
   * the start has been read: half way a lake may seem in force that was replaced long ago.
   */
  Optional<Target> target() {
    return caughtUp ? target : Optional.empty();
  }

  /** What is missing from the signals of the target's lake. */
  Optional<Gap> gap() {
    return target().flatMap(now -> versions.get(now.lakeId()).gap());
  }

  /**
   * The sources that were told of since they were last {@link #stored}, each with its last attempt,
   * or nothing if it is no source any more. The last is the one that comes last in the topic,
   * whatever its clock said; so none is given before all that was there at the start has been read.
   */
  Map<String, Optional<SourceStatus>> changed() {
    return sourcesCaughtUp ? Map.copyOf(changed) : Map.of();
  }

  /** Forgets what has been stored of a source, unless more came. */
  void stored(String source, Optional<SourceStatus> status) {
    changed.remove(source, status);
  }

  /** Keeps in Kafka that the view covers everything before this offset of topic imports. */
  void commit(long offset) {
    consumer.commitSync(Map.of(imports, new OffsetAndMetadata(offset)), TIMEOUT);
  }

  private void signal(ConsumerRecord<byte[], byte[]> message) {
    try {
      ImportSignal signal = ImportSignal.fromBytes(message.value());
      versions.computeIfAbsent(signal.lakeId(), lake -> new Versions()).add(signal.version());
      long next = message.offset() + 1;
      target =
          Optional.of(
              target
                  .orElse(new Target(signal.lakeId(), signal.version(), next))
                  .then(signal.lakeId(), signal.version(), next));
    } catch (IllegalArgumentException e) {
      log.error(
          "Record {} of topic {} is no import signal, left out: {}. The gap that it leaves is"
              + " shown",
          message.offset(),
          message.topic(),
          e.getMessage());
    }
  }

  private void status(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      if (message.key() != null) {
        changed.put(SourceRecord.source(message.key()), Optional.empty());
      }
      return;
    }
    try {
      SourceStatus status = SourceRecord.fromBytes(message.value());
      changed.put(status.source(), Optional.of(status));
    } catch (IllegalArgumentException e) {
      log.error(
          "Record {} of topic {} is no source status, left out: {}",
          message.offset(),
          message.topic(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(TIMEOUT));
  }
}

package io.lambdax.speed;

import io.lambdax.ops.Checkpoint;
import io.lambdax.store.log.LogConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership in the group that shares the work. {@link #poll} takes one thread; what is assigned
 * may be read by any.
 */
final class Shares implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Shares.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /**
   * What this instance is to do.
   *
   * @param numbers its shares
   * @param generation of the group: after each change of its members a higher one
   * @param count all shares there are
   */
  record Assignment(Set<Integer> numbers, int generation, int count) {
    static final Assignment NONE = new Assignment(Set.of(), -1, 0);

    Assignment {
      numbers = Set.copyOf(numbers);
    }
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final int count;
  private volatile Assignment assignment = Assignment.NONE;

  private Shares(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.count = consumer.partitionsFor(topic).size();
    consumer.subscribe(List.of(topic), new Listener());
  }

  /**
   * Joins the group; the topic must exist.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka is away
   */
  static Shares join(LogConfig kafka, SpeedConfig config) {
    Map<String, Object> properties = new HashMap<>(kafka.properties());
    int session = Math.toIntExact(config.sessionTimeout().toMillis());
    properties.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    properties.put("request.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new Shares(consumer, config.sharesTopic());
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(TIMEOUT));
      throw e;
    }
  }

  /** Takes part in the group; to be called often. */
  void poll() {
    consumer.poll(Duration.ZERO);
    int generation = consumer.groupMetadata().generationId();
    if (generation != assignment.generation()) {
      assignment = new Assignment(assignment.numbers(), generation, count);
    }
  }

  Assignment assignment() {
    return assignment;
  }

  private void changed(Set<Integer> numbers) {
    Optional<Integer> generation =
        Optional.of(consumer.groupMetadata().generationId()).filter(g -> g >= 0);
    assignment = new Assignment(numbers, generation.orElse(-1), count);
    log.info("Shares of this instance: {} of {}", numbers.stream().sorted().toList(), count);
  }

  private final class Listener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      changed(numbers(consumer.assignment()));
      if (!added.isEmpty()) {
        Checkpoint.reached("shares-assigned");
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
      Set<Integer> left = numbers(consumer.assignment());
      left.removeAll(numbers(removed));
      changed(left);
      if (!removed.isEmpty()) {
        Checkpoint.reached("shares-revoked");
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      changed(Set.of());
    }
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    assignment = Assignment.NONE;
    consumer.close(CloseOptions.timeout(TIMEOUT));
  }
}

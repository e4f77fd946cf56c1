package io.lambdax.importer.publish;

import io.lambdax.store.log.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Makes sure that what was committed can be read. Kafka answers a commit once it is decided, before
 * the partitions hold its markers. A broker that is killed in between owes them after its start; if
 * the partitions have no leader at that moment, as those of a single broker, Kafka 4.3 takes them
 * for deleted and forgets the markers. Readers of committed records then wait for good, until a
 * later transaction ends on the same partitions: publishing the version again is one.
 */
final class CommittedEnds {
  /**
   * From one look at the condition to the next: no broker tells anybody that an end became readable
   * but by being asked, and a poll for records would wait for one, which markers are not.
   */
  private static final int AGAIN_MILLIS = 10;

  private final PublishConfig config;

  CommittedEnds(PublishConfig config) {
    this.config = config;
  }

  /** How far readers of committed records get now: end offsets of topic facts, exclusive. */
  List<Long> facts() {
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.committed(config)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(config.log().topics().facts()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      consumer.assign(partitions);
      return partitions.stream().map(consumer.endOffsets(partitions)::get).toList();
    }
  }

  /**
   * Waits until readers of committed records get as far as that.
   *
   * @param facts end offsets of the partitions of topic facts, exclusive
   * @param signal end offset of topic imports, exclusive
   * @throws TimeoutException if they do not in bounded time
   */
  void await(List<Long> facts, long signal) {
    Topics topics = config.log().topics();
    Map<TopicPartition, Long> ends = new HashMap<>();
    ends.put(new TopicPartition(topics.imports(), 0), signal);
    for (int partition = 0; partition < facts.size(); partition++) {
      ends.put(new TopicPartition(topics.facts(), partition), facts.get(partition));
    }
    long deadline = System.nanoTime() + config.timeout().toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.committed(config)) {
      consumer.assign(ends.keySet());
      while (true) {
        Map<TopicPartition, Long> readable = consumer.endOffsets(ends.keySet());
        ends.keySet().removeIf(partition -> readable.get(partition) >= ends.get(partition));
        if (ends.isEmpty()) {
          return;
        }
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException(
              "it was committed, but readers of committed records cannot see the end of "
                  + ends.keySet().stream()
                      .map(TopicPartition::toString)
                      .sorted()
                      .collect(Collectors.joining(", ")));
        }
        Thread.sleep(AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

package io.lambdax.speed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records go that cannot be used: a topic, each with its own value, the reason in header
 * {@code reason} and its key in header {@code key}. The letter's key is {@code
 * <topic>/<partition>/<offset>} of the record, and the topic is compacted: the same record is kept
 * once however often it is read. Thread-safe.
 */
final class DeadLetters implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Counter counter;

  DeadLetters(Map<String, Object> connection, String topic, MeterRegistry metrics) {
    this.topic = topic;
    Map<String, Object> properties = new HashMap<>(connection);
    properties.put("max.block.ms", 3_000);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.counter =
        Counter.builder("lambdax.speed.dead.letters")
            .description("Records that could not be used and were set aside")
            .register(metrics);
  }

  /**
   * Sets a record aside.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not take it
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
  void put(ConsumerRecord<byte[], byte[]> bad, String reason) {
    String name = bad.topic() + "/" + bad.partition() + "/" + bad.offset();
    log.error("Record {} cannot be used and goes to topic {}: {}", name, topic, reason);
    counter.increment();
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), bytes(bad.value()));
    letter.headers().add("key", bytes(bad.key()));
    letter.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    producer.send(
        letter,
        (metadata, problem) -> {
          if (problem != null) {
            log.error(
                "Topic {} did not take record {}: it is read again at the next start",
                topic,
                name,
                problem);
          }
        });
  }

  /** A letter without value would be a tombstone, which compaction takes away. */
  private static byte[] bytes(byte[] orNull) {
    return orNull == null ? new byte[0] : orNull;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(3));
  }
}

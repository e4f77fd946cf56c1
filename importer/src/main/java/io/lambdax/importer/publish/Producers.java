package io.lambdax.importer.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producers of the importer; both give up in bounded time. */
final class Producers {
  private Producers() {}

  static KafkaProducer<byte[], byte[]> plain(PublishConfig config) {
    return new KafkaProducer<>(
        settings(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static KafkaProducer<byte[], byte[]> transactional(PublishConfig config) {
    Map<String, Object> settings = settings(config);
    settings.put("transactional.id", config.transactionalId());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> settings(PublishConfig config) {
    int timeout = (int) config.timeout().toMillis();
    Map<String, Object> settings = new HashMap<>(config.log().properties());
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("compression.type", "gzip");
    settings.put("linger.ms", 5);
    settings.put("batch.size", 256 * 1024);
    settings.put("max.block.ms", timeout);
    settings.put("request.timeout.ms", timeout / 2);
    settings.put("delivery.timeout.ms", timeout);
    return settings;
  }
}

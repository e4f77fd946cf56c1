package io.lambdax.importer.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumers of the importer: of no group, and giving up in bounded time. */
final class Consumers {
  private Consumers() {}

  static KafkaConsumer<byte[], byte[]> committed(PublishConfig config) {
    Map<String, Object> settings = new HashMap<>(config.log().properties());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    // It reads what is there and closes, and closing waits for the look ahead that is under way.
    settings.put("fetch.max.wait.ms", 20);
    settings.put("default.api.timeout.ms", (int) config.timeout().toMillis());
    settings.put("request.timeout.ms", (int) config.timeout().toMillis() / 2);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

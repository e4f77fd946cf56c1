package io.lambdax.batch.controller;

import com.typesafe.config.Config;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.log.SourceRecord;
import io.lambdax.store.log.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The importer's side of the log, and what the controller committed there. */
record TestLog(Config root) {

  private static final Instant NOON = Instant.parse("2020-12-14T12:00:00Z");

  /** Says that a version is complete. */
  void signal(String lakeId, long version) throws Exception {
    LocalDate day = LocalDate.of(2020, 12, 14);
    ImportSignal signal =
        new ImportSignal(
            lakeId, version, "ecdc-1", "ecdc", 1, 0, 0, day, day, List.of(0L, 0L, 0L, 0L), NOON);
    send(config().topics().imports(), new byte[0], signal.toBytes());
  }

  /** Says how a source is. */
  void status(SourceStatus status) throws Exception {
    send(
        config().topics().sources(),
        SourceRecord.key(status.source()),
        SourceRecord.toBytes(status));
  }

  /** Says that a source is none any more. */
  void noSource(String name) throws Exception {
    send(config().topics().sources(), SourceRecord.key(name), null);
  }

  private void send(String topic, byte[] key, byte[] value) throws Exception {
    LogConfig log = config();
    try (Admin admin = Admin.create(log.properties())) {
      Topics topics = log.topics();
      topics.ensure(admin);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            log.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    }
  }

  /** How many signals the controller has said to be covered. */
  long committed() throws Exception {
    LogConfig log = config();
    TopicPartition partition = new TopicPartition(log.topics().imports(), 0);
    try (Admin admin = Admin.create(log.properties())) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(ControllerConfig.from(root).group())
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return offset == null ? 0 : offset.offset();
    }
  }

  LogConfig config() {
    return LogConfig.from(root);
  }
}

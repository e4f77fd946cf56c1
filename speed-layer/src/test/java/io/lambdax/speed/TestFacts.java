package io.lambdax.speed;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The importer's side of the log: versions of facts, each in one transaction with its signal. */
final class TestFacts implements AutoCloseable {

  private static final Instant NOON = Instant.parse("2020-12-14T12:00:00Z");

  private final LogConfig log;
  private final String lakeId;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long[] ends;
  private final List<Fact> waiting = new ArrayList<>();
  private long version;

  TestFacts(LogConfig log, String lakeId) {
    this.log = log;
    this.lakeId = lakeId;
    try (Admin admin = Admin.create(log.properties())) {
      log.topics().ensure(admin);
    }
    Map<String, Object> properties = new HashMap<>(log.properties());
    properties.put("transactional.id", "importer-" + lakeId);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    this.ends = new long[log.topics().factsPartitions()];
  }

  /** Adds a fact to the next version; value empty withdraws. */
  void put(SeriesId id, int day, OptionalDouble value) {
    waiting.add(
        new Fact(
            id,
            LocalDate.ofEpochDay(day),
            value,
            version + 1,
            NOON,
            NOON,
            id.kind().word(),
            "import-" + (version + 1)));
  }

  /** Publishes the next version. */
  long publish() throws Exception {
    version++;
    producer.beginTransaction();
    for (Fact fact : waiting) {
      FactRecord record = new FactRecord(lakeId, fact);
      int partition = FactRecord.partition(fact.series(), ends.length);
      RecordMetadata sent =
          producer
              .send(
                  new ProducerRecord<>(
                      log.topics().facts(), partition, record.key(), record.toBytes()))
              .get();
      ends[partition] = sent.offset() + 1;
    }
    waiting.clear();
    signal();
    producer.commitTransaction();
    return version;
  }

  private void signal() throws Exception {
    LocalDate day = LocalDate.of(2020, 12, 14);
    ImportSignal signal =
        new ImportSignal(
            lakeId,
            version,
            "import-" + version,
            "test",
            1,
            0,
            0,
            day,
            day,
            Arrays.stream(ends).boxed().toList(),
            NOON);
    producer
        .send(new ProducerRecord<>(log.topics().imports(), 0, new byte[0], signal.toBytes()))
        .get();
  }

  @Override
  public void close() {
    producer.close();
  }
}

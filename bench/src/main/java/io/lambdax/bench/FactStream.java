package io.lambdax.bench;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes made-up facts as the importer does: one transaction a version, its signal last. */
final class FactStream implements AutoCloseable {
  static final String LAKE = "bench";
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 350;

  private final LogConfig log;
  private final List<SeriesId> series;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long[] ends;
  private final Random random = new Random(20201214);
  private long version;

  FactStream(LogConfig log, List<SeriesId> series) {
    this.log = log;
    this.series = series;
    try (Admin admin = Admin.create(log.properties())) {
      log.topics().ensure(admin);
    }
    Map<String, Object> properties = new HashMap<>(log.properties());
    properties.put("transactional.id", "bench");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    this.ends = new long[log.topics().factsPartitions()];
  }

  /** All series, 350 days each; as the first version. */
  long history() throws InterruptedException, ExecutionException {
    List<Fact> facts = new ArrayList<>();
    for (SeriesId id : series) {
      for (int day = 0; day < DAYS; day++) {
        facts.add(fact(id, day));
      }
    }
    return publish(facts, facts.size());
  }

  /** One more day of every series. */
  long day() throws InterruptedException, ExecutionException {
    int day = DAYS + (int) version;
    return publish(series.stream().map(id -> fact(id, day)).toList(), series.size());
  }

  /** Revisions of so many different series or, beyond that, of some of them twice. */
  long some(int count) throws InterruptedException, ExecutionException {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(fact(series.get(random.nextInt(series.size())), random.nextInt(DAYS)));
    }
    return publish(facts, 0);
  }

  private Fact fact(SeriesId id, int day) {
    Instant now = Instant.now();
    return new Fact(
        id,
        FIRST_DAY.plusDays(day),
        OptionalDouble.of(1 + 1_000 * random.nextDouble()),
        version + 1,
        now,
        now,
        id.kind().word(),
        "bench-" + (version + 1));
  }

  private long publish(List<Fact> facts, int added)
      throws InterruptedException, ExecutionException {
    version++;
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Fact fact : facts) {
      FactRecord record = new FactRecord(LAKE, fact);
      int partition = FactRecord.partition(fact.series(), ends.length);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  log.topics().facts(), partition, record.key(), record.toBytes())));
    }
    for (Future<RecordMetadata> one : sent) {
      ends[one.get().partition()] = one.get().offset() + 1;
    }
    ImportSignal signal =
        new ImportSignal(
            LAKE,
            version,
            "bench-" + version,
            "bench",
            added,
            facts.size() - added,
            0,
            FIRST_DAY,
            FIRST_DAY.plusDays(DAYS),
            LongStream.of(ends).boxed().toList(),
            Instant.now());
    producer
        .send(new ProducerRecord<>(log.topics().imports(), 0, new byte[0], signal.toBytes()))
        .get();
    producer.commitTransaction();
    return version;
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.lambdax.speed;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.LogConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
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
  private final long[] ends;
  private final List<List<Fact>> published = new ArrayList<>();
  private final List<long[]> counts = new ArrayList<>();
  private final Map<String, Boolean> present = new HashMap<>();
  private KafkaProducer<byte[], byte[]> producer;
  private List<Fact> waiting = new ArrayList<>();

  TestFacts(LogConfig log, String lakeId) {
    this.log = log;
    this.lakeId = lakeId;
    try (Admin admin = Admin.create(log.properties())) {
      log.topics().ensure(admin);
    }
    this.producer = start();
    this.ends = new long[log.topics().factsPartitions()];
  }

  /** As the importer's, it gives up in bounded time. */
  private KafkaProducer<byte[], byte[]> start() {
    Map<String, Object> properties = new HashMap<>(log.properties());
    properties.put("transactional.id", "importer-" + lakeId);
    properties.put("max.block.ms", 15_000);
    properties.put("request.timeout.ms", 7_500);
    properties.put("delivery.timeout.ms", 15_000);
    KafkaProducer<byte[], byte[]> started =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    started.initTransactions();
    return started;
  }

  /**
   * Adds a fact to the next version; value empty withdraws. As in an import there is one for a day
   * of a series, the last.
   */
  void put(SeriesId id, int day, OptionalDouble value) {
    Fact fact = fact(id, day, value, version() + 1);
    waiting.removeIf(f -> f.series().equals(id) && f.date().equals(fact.date()));
    waiting.add(fact);
  }

  static Fact fact(SeriesId id, int day, OptionalDouble value, long version) {
    return new Fact(
        id,
        LocalDate.ofEpochDay(day),
        value,
        version,
        NOON,
        NOON,
        id.kind().word(),
        "import-" + version);
  }

  /** The newest version that was published, 0 if none. */
  long version() {
    return published.size();
  }

  /** Publishes the next version. */
  void publish() throws Exception {
    published.add(waiting);
    counts.add(count(waiting));
    waiting = new ArrayList<>();
    send(version());
  }

  /** Values that the facts add, revise and withdraw. */
  private long[] count(List<Fact> facts) {
    long[] count = new long[3];
    for (Fact fact : facts) {
      boolean is = fact.value().isPresent();
      boolean was = Boolean.TRUE.equals(present.put(fact.series() + "/" + fact.date(), is));
      count[is ? (was ? 1 : 0) : 2] += is || was ? 1 : 0;
    }
    return count;
  }

  /** Publishes a version and all later ones once more. */
  void republish(long from) throws Exception {
    for (long again = from; again <= version(); again++) {
      send(again);
    }
  }

  /**
   * Publishes the newest version again, as the importer does at its next start if readers do not
   * get all of it: its transaction failed, or the broker, killed, forgot the markers of its commit.
   * That they do get it makes no difference.
   */
  void catchUp() throws Exception {
    producer.close(Duration.ZERO);
    producer = start();
    send(version());
  }

  /** Any bytes as a fact, in a transaction of their own. */
  void bad(byte[] key, byte[] value) throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(log.topics().facts(), 0, key, value)).get();
    producer.commitTransaction();
  }

  private void send(long version) throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Fact fact : published.get((int) version - 1)) {
      FactRecord record = new FactRecord(lakeId, fact);
      int partition = FactRecord.partition(fact.series(), ends.length);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  log.topics().facts(), partition, record.key(), record.toBytes())));
    }
    for (var one : sent) {
      RecordMetadata metadata = one.get();
      ends[metadata.partition()] = metadata.offset() + 1;
    }
    LocalDate day = LocalDate.of(2020, 12, 14);
    ImportSignal signal =
        new ImportSignal(
            lakeId,
            version,
            "import-" + version,
            "test",
            counts.get((int) version - 1)[0],
            counts.get((int) version - 1)[1],
            counts.get((int) version - 1)[2],
            day,
            day,
            LongStream.of(ends).boxed().toList(),
            NOON);
    producer
        .send(new ProducerRecord<>(log.topics().imports(), 0, new byte[0], signal.toBytes()))
        .get();
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}

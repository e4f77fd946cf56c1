package io.lambdax.importer.publish;

import io.lambdax.core.series.Fact;
import io.lambdax.ops.Checkpoint;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.VersionInfo;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.log.ImportSignal;
import io.lambdax.store.log.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Publishes what the lake has and the log has not: each version in one transaction, its facts and
 * then its signal, in order. All publishers share one transactional id, so the last to start fences
 * the others. One instance is for one thread and one use.
 */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final int VERSIONS_AT_ONCE = 64;

  private final PublishConfig config;
  private final Clock clock;
  private final FutureTask<Optional<ImportSignal>> seen;
  private List<Long> endOffsets = List.of();
  private long signalEnd;

  /** A publisher to that log. */
  public Publisher(PublishConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.seen = new FutureTask<>(() -> new LastSignal(config).read(Level.DEBUG));
  }

  /**
   * Begins to look for the last signal, on a thread of its own, so that {@link #catchUp} need not
   * wait for it. What others publish meanwhile does no harm: before anything is published, the last
   * signal is read again.
   */
  public void lookAhead() {
    Thread thread = new Thread(seen, "importer-last-signal");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Publishes every version after the last signal of which readers get everything.
   *
   * @return how many versions
   * @throws KafkaException if the log cannot be written, or readers cannot see what was: the next
   *     call publishes the rest, and again what cannot be seen
   */
  public int catchUp(Lake lake) throws IOException {
    seen.run(); // returns at once if it has begun
    if (next(lake, get(seen)) > lake.head().version()) {
      return 0;
    }
    return publish(lake, OptionalLong.empty());
  }

  /**
   * Publishes again every version from that one on.
   *
   * @throws IllegalArgumentException if the lake does not go so far, or the log would skip versions
   *     then; nothing was published
   */
  public int again(Lake lake, long fromVersion) throws IOException {
    // Before anybody is fenced: a refusal must not cost another publisher its turn.
    long newest = lake.head().version();
    if (fromVersion > newest) {
      throw new IllegalArgumentException(
          newest == 0
              ? "lake " + lake.lakeId() + " holds no version yet: there is nothing to republish"
              : "--from-version %d is beyond the lake's newest version %d: give at most that"
                  .formatted(fromVersion, newest));
    }
    long next = next(lake, new LastSignal(config).read(Level.DEBUG));
    if (fromVersion > next) {
      throw new IllegalArgumentException(
          "--from-version %d would leave out version %d and up, which the log lacks: give at most %d"
              .formatted(fromVersion, next, next));
    }
    return publish(lake, OptionalLong.of(fromVersion));
  }

  private int publish(Lake lake, OptionalLong from) throws IOException {
    int published = 0;
    try (KafkaProducer<byte[], byte[]> producer = Producers.transactional(config)) {
      // First ends what a killed publisher left open; only then is the last signal really the last.
      producer.initTransactions();
      if (!lake.inForce()) {
        log.warn("Lake {} was replaced meanwhile: what it holds is not published", lake.lakeId());
        return 0;
      }
      Optional<ImportSignal> last = new LastSignal(config).read(Level.WARN);
      // Read after whoever came before was fenced: so what it committed is seen and goes out here.
      long newest = lake.head().version();
      CommittedEnds ends = new CommittedEnds(config);
      endOffsets = ends.facts();
      VersionReader versions = new VersionReader(lake);
      for (long first = from.orElse(next(lake, last)); first <= newest; first += VERSIONS_AT_ONCE) {
        long to = Math.min(newest, first + VERSIONS_AT_ONCE - 1);
        for (Map.Entry<Long, List<Fact>> version : lake.facts().ofVersions(first, to).entrySet()) {
          List<Fact> facts = version.getValue();
          publish(producer, lake.lakeId(), versions.of(version.getKey(), facts), facts);
          published++;
        }
      }
      if (published > 0) {
        ends.await(endOffsets, signalEnd);
      }
    }
    return published;
  }

  private static long next(Lake lake, Optional<ImportSignal> last) {
    return last.filter(signal -> signal.lakeId().equals(lake.lakeId()))
        .map(signal -> signal.version() + 1)
        .orElse(1L);
  }

  private void publish(
      KafkaProducer<byte[], byte[]> producer, String lakeId, VersionInfo info, List<Fact> facts) {
    Topics topics = config.log().topics();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(facts.size());
    for (Fact fact : facts) {
      if (sent.size() == (facts.size() + 1) / 2) {
        producer.flush();
        Checkpoint.reached("between-facts");
      }
      FactRecord value = new FactRecord(lakeId, fact);
      int partition = FactRecord.partition(fact.series(), endOffsets.size());
      sent.add(
          producer.send(
              new ProducerRecord<>(topics.facts(), partition, value.key(), value.toBytes())));
    }
    producer.flush();
    endOffsets = after(sent);
    ImportSignal signal =
        new ImportSignal(
            lakeId,
            info.version(),
            info.importId(),
            info.source(),
            info.counts().added(),
            info.counts().revised(),
            info.counts().withdrawn(),
            info.firstDate(),
            info.lastDate(),
            endOffsets,
            clock.instant());
    Future<RecordMetadata> signalled =
        producer.send(new ProducerRecord<>(topics.imports(), 0, null, signal.toBytes()));
    producer.flush();
    signalEnd = get(signalled).offset() + 1;
    Checkpoint.reached("before-kafka-commit");
    producer.commitTransaction();
    Checkpoint.reached("after-kafka-commit");
    log.info(
        "Version {} is published: {} facts of {}", info.version(), facts.size(), info.source());
  }

  private List<Long> after(List<Future<RecordMetadata>> sent) {
    List<Long> offsets = new ArrayList<>(endOffsets);
    for (Future<RecordMetadata> one : sent) {
      RecordMetadata metadata = get(one);
      offsets.set(
          metadata.partition(), Math.max(offsets.get(metadata.partition()), metadata.offset() + 1));
    }
    return offsets;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

package io.lambdax.importer.publish;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.store.log.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Says in topic sources how attempts went. */
public final class StatusSender {
  private final PublishConfig config;

  /** A sender to that log. */
  public StatusSender(PublishConfig config) {
    this.config = config;
  }

  /**
   * Sends them and waits until they are kept.
   *
   * @throws KafkaException if the log cannot be written
   */
  public void send(List<SourceStatus> statuses) {
    write(
        statuses.stream()
            .map(status -> record(SourceRecord.key(status.source()), SourceRecord.toBytes(status)))
            .toList());
  }

  /**
   * Says of these sources that they are none any more, and waits until that is kept.
   *
   * @throws KafkaException if the log cannot be written
   */
  void remove(Set<String> sources) {
    write(sources.stream().map(name -> record(SourceRecord.key(name), null)).toList());
  }

  private ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(config.log().topics().sources(), key, value);
  }

  private void write(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer = Producers.plain(config)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(one -> sent.add(producer.send(one)));
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

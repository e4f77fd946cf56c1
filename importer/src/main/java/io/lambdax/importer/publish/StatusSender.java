package io.lambdax.importer.publish;

import io.lambdax.store.log.SourceStatus;
import java.util.ArrayList;
import java.util.List;
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
    try (KafkaProducer<byte[], byte[]> producer = Producers.plain(config)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (SourceStatus status : statuses) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    config.log().topics().sources(), status.key(), status.toBytes())));
      }
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

package io.lambdax.speed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that only the speed layer uses. */
final class SpeedTopics {

  private SpeedTopics() {}

  /** Creates those that are missing; several may do so at once. */
  static void ensure(Admin admin, SpeedConfig config, short replication) {
    Optional<Short> copies = replication < 0 ? Optional.empty() : Optional.of(replication);
    NewTopic shares = new NewTopic(config.sharesTopic(), Optional.of(config.shares()), copies);
    NewTopic letters =
        new NewTopic(config.deadLettersTopic(), Optional.of(1), copies)
            .configs(Map.of("cleanup.policy", "compact"));
    admin.createTopics(List.of(shares, letters)).values().forEach(SpeedTopics::await);
  }

  private static void await(String topic, KafkaFuture<Void> created) {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(
            "cannot create topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

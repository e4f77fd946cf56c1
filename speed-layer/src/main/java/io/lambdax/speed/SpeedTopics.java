package io.lambdax.speed;

import io.lambdax.store.log.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that only the speed layer uses. */
final class SpeedTopics {

  private SpeedTopics() {}

  /** Creates those that are missing, with as many copies as the others have. */
  static void ensure(Admin admin, SpeedConfig config, Topics others) {
    Topics.create(admin, all(config, others));
  }

  /** The topics as they are created. */
  static List<NewTopic> all(SpeedConfig config, Topics others) {
    return List.of(
        others.topic(config.sharesTopic(), config.shares(), Map.of()),
        others.topic(config.deadLettersTopic(), 1, Map.of("cleanup.policy", "compact")));
  }
}

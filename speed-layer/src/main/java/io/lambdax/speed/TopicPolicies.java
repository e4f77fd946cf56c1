package io.lambdax.speed;

import io.lambdax.store.log.LogConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Whether the topics keep what the speed layer rebuilds its state from. */
final class TopicPolicies {

  private TopicPolicies() {}

  /**
   * Looks at both topics.
   *
   * @return what is wrong and the command that mends it, a line each; empty if nothing is
   * @throws KafkaException if Kafka is away
   */
  static List<String> problems(Admin admin, LogConfig log) {
    ConfigResource facts = topic(log.topics().facts());
    ConfigResource imports = topic(log.topics().imports());
    try {
      Map<ConfigResource, Config> configs =
          admin.describeConfigs(List.of(facts, imports)).all().get();
      List<String> problems = new ArrayList<>();
      expect(problems, log, facts, configs, "cleanup.policy", "compact");
      expect(problems, log, imports, configs, "cleanup.policy", "delete");
      expect(problems, log, imports, configs, "retention.ms", "-1");
      expect(problems, log, imports, configs, "retention.bytes", "-1");
      return problems;
    } catch (ExecutionException e) {
      throw new KafkaException("cannot read the topics' settings: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void expect(
      List<String> problems,
      LogConfig log,
      ConfigResource topic,
      Map<ConfigResource, Config> configs,
      String key,
      String right) {
    String value = configs.get(topic).get(key).value();
    if (!value.equals(right)) {
      problems.add(
          "Topic %s has %s=%s and would lose what the speed layer needs. Mend it: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s, and then, for what is lost already: importer republish --from-version 1"
              .formatted(topic.name(), key, value, log.bootstrap(), topic.name(), key, right));
    }
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }
}

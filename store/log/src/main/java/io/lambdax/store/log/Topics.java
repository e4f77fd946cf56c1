package io.lambdax.store.log;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The names of the topics and how they are created.
 *
 * @param factsPartitions of topic facts when it is created, at least 1
 * @param replication copies of each topic when it is created; -1 leaves it to the broker
 */
public record Topics(
    String facts, String imports, String sources, int factsPartitions, short replication) {
  /**
   * So long a fact stays that a later one replaced: who was away for less still sees that it was a
   * revision.
   */
  private static final Duration REVISIONS = Duration.ofDays(7);

  /** Refuses a topic without partitions. */
  public Topics {
    if (factsPartitions < 1) {
      throw new IllegalArgumentException(
          "lambdax.kafka.topics.facts-partitions = " + factsPartitions + " must be at least 1");
    }
  }

  /** Reads {@code lambdax.kafka.topics}. */
  public static Topics from(Config config) {
    Config topics = config.getConfig("lambdax.kafka.topics");
    return new Topics(
        topics.getString("facts"),
        topics.getString("imports"),
        topics.getString("sources"),
        topics.getInt("facts-partitions"),
        (short) topics.getInt("replication"));
  }

  /**
   * Creates the topics that are missing and leaves the others as they are; several may do so at
   * once.
   *
   * @throws KafkaException if the broker refuses or cannot be reached in the admin's time-out
   */
  public void ensure(Admin admin) {
    create(admin, all());
  }

  /** The topics as they are created. */
  public List<NewTopic> all() {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact");
    Map<String, String> forEver =
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    Map<String, String> withRevisions = new HashMap<>(compacted);
    withRevisions.put("min.compaction.lag.ms", Long.toString(REVISIONS.toMillis()));
    return List.of(
        topic(facts, factsPartitions, withRevisions),
        topic(imports, 1, forEver),
        topic(sources, 1, compacted));
  }

  /**
   * Creates those that are missing, as {@link #ensure} does. Who may not create topics need only be
   * able to see that they are there.
   */
  public static void create(Admin admin, Collection<NewTopic> topics) {
    Set<String> there = names(admin);
    List<NewTopic> missing = topics.stream().filter(t -> !there.contains(t.name())).toList();
    admin.createTopics(missing).values().forEach(Topics::await);
  }

  /** A topic yet to be created, with as many copies as these have. */
  public NewTopic topic(String name, int partitions, Map<String, String> settings) {
    Optional<Short> copies = replication < 0 ? Optional.empty() : Optional.of(replication);
    return new NewTopic(name, Optional.of(partitions), copies).configs(settings);
  }

  private static Set<String> names(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "cannot list the topics: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void await(String topic, org.apache.kafka.common.KafkaFuture<Void> created) {
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

package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.batch.controller.kubernetes.TestCluster;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RunStore;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import io.lambdax.testing.BuiltPart;
import io.strimzi.api.kafka.model.topic.KafkaTopicBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code revert}, {@code unpin}, {@code migrate} and {@code topics} say and end with, as
 * commands.
 */
class CommandsIT {

  private static final BuiltPart CONTROLLER =
      new BuiltPart("batch-layer/controller", "io.lambdax.batch.controller.Main");

  private final TestDatabase mysql =
      TestDatabase.of("commands" + UUID.randomUUID().toString().substring(0, 8));

  @TempDir Path directory;

  @Test
  void revertGoesBackOnceAndUnpinGoesOn() throws Exception {
    try (Database database = mysql.open()) {
      assertRefused("revert", "there is no previous view to go back to");
      assertRefused("unpin", "no view is pinned");
      long first = flipped(database, 1);
      assertRefused("revert", "there is no previous view to go back to");
      long second = flipped(database, 2);

      BuiltPart.Said reverted = run("revert");
      assertThat(reverted.code()).isZero();
      assertThat(reverted.out())
          .isEqualTo(
              "went back from view %d to view %d, pinned until unpin%n".formatted(second, first));
      assertThat(database.snapshot(BatchView::current).orElseThrow().id()).isEqualTo(first);
      assertRefused("revert", "view " + first + " is pinned by an earlier revert: unpin first");

      BuiltPart.Said unpinned = run("unpin");
      assertThat(unpinned.code()).isZero();
      assertThat(unpinned.out())
          .isEqualTo("unpinned: the next batch becomes current%n".formatted());
      assertRefused("unpin", "no view is pinned");
    }
  }

  @Test
  void migrateMakesTheSchemaAndLeavesItAsItIsTheSecondTime() throws Exception {
    for (int time = 1; time <= 2; time++) {
      BuiltPart.Said migrated = run("migrate");
      assertThat(migrated.code()).isZero();
      assertThat(migrated.out()).isEqualTo("The schema is up to date%n".formatted());
    }
    assertRefused("revert", "there is no previous view to go back to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"revert", "migrate"})
  void withoutMySqlOneLineSaysWhatToCheck(String command) throws Exception {
    BuiltPart.Said said =
        CONTROLLER.run(
            directory,
            Map.of(
                "lambdax.mysql.url", "jdbc:mysql://127.0.0.1:1/lambdax",
                "lambdax.mysql.connection-timeout", "500ms"),
            command);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .contains("Nothing was changed", "127.0.0.1:1/lambdax", "LAMBDAX_MYSQL_URL")
        .doesNotContain("\tat ");
  }

  @Test
  void topicsMakesThemWhatIsDeclared_orSaysWhyNot() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      Map<String, String> settings =
          new HashMap<>(
              TestCluster.topics(
                  "[{\"topicName\":\"facts\",\"partitions\":4,\"replicas\":1,\"config\":{}}]"));
      settings.putAll(cluster.address());
      settings.put("kubernetes.request.retry.backoffLimit", "1");
      settings.put("lambdax.topics.ready-within", "100ms");
      KafkaTopicBuilder topic =
          new KafkaTopicBuilder().withNewMetadata().withName("events-facts").endMetadata();
      cluster
          .kafkaTopics()
          .resource(topic.withNewSpec().withTopicName("facts").withPartitions(1).endSpec().build())
          .create();
      BuiltPart.Said early = CONTROLLER.run(directory, settings, "topics");
      assertThat(early.code()).isEqualTo(1);
      assertThat(early.err())
          .contains("KafkaTopic events-facts was not ready within PT0.1S")
          .doesNotContain("\tat ");
      assertThat(cluster.kafkaTopics().withName("events-facts").get().getSpec().getPartitions())
          .isEqualTo(4);

      cluster.ready("events-facts", "True", null, null);
      settings.put("lambdax.topics.ready-within", "20s");
      BuiltPart.Said ready = CONTROLLER.run(directory, settings, "topics");
      assertThat(ready.code()).as(ready.err()).isZero();
      assertThat(ready.out()).endsWith("The topics are as declared%n".formatted());

      cluster.cut();
      BuiltPart.Said cut = CONTROLLER.run(directory, settings, "topics");
      assertThat(cut.code()).isEqualTo(1);
      assertThat(cut.err()).contains("The topics may not be as declared").doesNotContain("\tat ");
    }
  }

  private void assertRefused(String command, String why) throws Exception {
    BuiltPart.Said said = run(command);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).isEqualTo(why + System.lineSeparator());
  }

  private BuiltPart.Said run(String command) throws Exception {
    return CONTROLLER.run(directory, mysql.settings(), command);
  }

  private static long flipped(Database database, long version) {
    RunStore runs = new RunStore(database);
    runs.follow("lake");
    String token = "token-" + version;
    Optional<BatchRun> run = runs.launch("lake", version, token, Duration.ofMinutes(1));
    assertThat(run).isPresent();
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin("lake", version, 1, token);
    writer.complete(view, new BatchView.Counts(0, 0, 0), Optional.empty(), Optional.empty());
    assertThat(new ViewSwitch(database).flip(view, token).done()).isTrue();
    return view;
  }
}

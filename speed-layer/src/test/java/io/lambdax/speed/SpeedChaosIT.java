package io.lambdax.speed;

import static io.lambdax.speed.TestPlatform.DAX;
import static io.lambdax.speed.TestPlatform.DEU;
import static io.lambdax.speed.TestPlatform.FRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.TestServices;
import io.lambdax.store.log.LogConfig;
import io.lambdax.store.view.Share;
import io.lambdax.testing.PartProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speed layers in JVMs of their own are killed and paused, over a real Kafka and MariaDB. */
class SpeedChaosIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  /** What is promised for the whole realtime view after an instance is gone. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

  private static final int SOAK = Integer.getInteger("lambdax.soak", 1);

  private final TestPlatform platform =
      new TestPlatform(TestServices.mariaDb(), TestServices.kafka().bootstrap());

  @TempDir Path directory;

  @BeforeEach
  void coverTheFirstVersion() throws Exception {
    platform.first();
    platform.cover(1);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-values", "mid-summaries", "mid-summaries#3"})
  void killedAtANamedPoint_theNextCompletesTheView(String point) throws Exception {
    platform.put(DEU, 120, 1);
    platform.put(DAX, 120, 2);
    platform.facts().publish();
    try (PartProcess killed = start("killed", Map.of("lambdax.halt.at", point))) {
      assertThat(killed.ended(SOON)).isTrue();
      assertThat(killed.exitCode()).isEqualTo(137);
    }
    platform.put(FRA, 120, 3);
    platform.facts().publish();
    try (PartProcess next = start("next", Map.of())) {
      platform.assertRight(1, SOON);
      assertThat(next.readiness()).startsWith("200");
    }
  }

  @Test
  void killedAtRandomMoments_theViewIsRightInTheEnd() throws Exception {
    long seed = Long.getLong("lambdax.chaos.seed", System.nanoTime());
    System.out.println("SpeedChaosIT: again with -Dlambdax.chaos.seed=" + seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < 3 * SOAK; kill++) {
      try (PartProcess killed = start("killed", Map.of())) {
        publishSome(random);
        assertThat(killed.ended(Duration.ofMillis(random.nextInt(8_000)))).isFalse();
      }
    }
    try (PartProcess last = start("last", Map.of())) {
      platform.assertRight(1, SOON);
      assertThat(last.log()).noneMatch(line -> line.contains(" ERROR "));
    }
  }

  @Test
  void oneOfTwoIsKilled_theOtherHasItAllRight() throws Exception {
    // The default session timeout is shown once in a soak; 6 s is the least that brokers allow.
    Map<String, String> session =
        SOAK > 1 ? Map.of() : Map.of("lambdax.speed.session-timeout", "6s");
    try (PartProcess left = start("left", session)) {
      platform.awaitShares(1, SOON);
      try (PartProcess killed = start("killed", session)) {
        awaitShared(killed);
        publishSome(new Random(1));
        platform.assertRight(1, SOON);
      }
      publishSome(new Random(2));
      platform.assertRight(1, TAKEN_OVER);
      assertThat(left.readiness()).startsWith("200");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // The owner, when it is to hand shares over; the newcomer, when it has got them.
    "shares-revoked, ''",
    "'', shares-assigned"
  })
  void oneOfTwoIsKilledInMidRebalance_theOtherHasItAllRight(String owner, String newcomer)
      throws Exception {
    Map<String, String> session = Map.of("lambdax.speed.session-timeout", "6s");
    try (PartProcess first = start("first", haltAt(owner, session))) {
      platform.awaitShares(1, SOON);
      publishSome(new Random(1));
      try (PartProcess second = start("second", haltAt(newcomer, session))) {
        PartProcess killed = owner.isEmpty() ? second : first;
        PartProcess left = owner.isEmpty() ? first : second;
        assertThat(killed.ended(SOON)).as("%s", killed.log()).isTrue();
        assertThat(killed.exitCode()).isEqualTo(137);
        publishSome(new Random(2));
        platform.assertRight(1, TAKEN_OVER);
        assertThat(left.readiness()).startsWith("200");
      }
    }
  }

  private static Map<String, String> haltAt(String point, Map<String, String> settings) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("lambdax.halt.at", point);
    return more;
  }

  @Test
  void aPausedOwner_cannotWriteWhenItWakesUp() throws Exception {
    Map<String, String> session = Map.of("lambdax.speed.session-timeout", "6s");
    try (PartProcess paused = start("paused", session)) {
      publishSome(new Random(1));
      platform.assertRight(1, SOON);
      Map<Integer, Long> before = platform.epochs();
      stopInTransaction(paused);
      try (PartProcess other = start("other", session)) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    before.forEach(
                        (share, epoch) ->
                            assertThat(platform.epochs().get(share)).isGreaterThan(epoch)));
        publishSome(new Random(2));
        platform.assertRight(1, SOON);
        long assigned = assignments(paused);
        paused.signal("CONT");
        publishSome(new Random(3));
        platform.assertRight(1, SOON);
        // It has met its end as an owner, by the epoch or by its closed session, and is a member
        // again.
        await().atMost(SOON).until(() -> assignments(paused) > assigned);
        publishSome(new Random(4));
        platform.assertRight(1, SOON);
        assertThat(other.readiness()).startsWith("200");
      }
    }
  }

  private static long assignments(PartProcess process) throws IOException {
    return process.log().stream().filter(line -> line.contains("Shares of this instance")).count();
  }

  /** What it has locked then must not hold up who takes over. */
  private void stopInTransaction(PartProcess process) throws Exception {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      publishSome(new Random(attempt));
      process.signal("STOP");
      if (platform.isLocked(Share.VALUES)) {
        return;
      }
      process.signal("CONT");
    }
    throw new AssertionError("the process was never in a transaction when it was stopped");
  }

  @Test
  void aTopicThatWouldLoseState_isRefusedWithTheCommandThatMendsIt() throws Exception {
    LogConfig log = platform.log();
    ConfigResource facts = new ConfigResource(ConfigResource.Type.TOPIC, log.topics().facts());
    try (Admin admin = Admin.create(log.properties())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  facts,
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    try (PartProcess refused = start("refused", Map.of())) {
      assertThat(refused.ended(SOON)).isTrue();
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.log())
          .anyMatch(
              line ->
                  line.contains(
                      "--entity-name "
                          + log.topics().facts()
                          + " --add-config cleanup.policy=compact, and then, for what is lost already: importer republish --from-version 1"));
    }
  }

  /** One fact each of some series, in several versions. */
  private void publishSome(Random random) throws Exception {
    for (int version = 0; version < 3; version++) {
      for (int fact = 0; fact < 3; fact++) {
        platform.put(
            TestPlatform.ALL.get(random.nextInt(TestPlatform.ALL.size())),
            100 + random.nextInt(30),
            1 + random.nextInt(1_000));
      }
      platform.facts().publish();
    }
  }

  private static void awaitShared(PartProcess instance) {
    await()
        .atMost(SOON)
        .until(
            () ->
                instance.log().stream()
                    .anyMatch(line -> line.matches(".*Shares of this instance: \\[\\d.*")));
  }

  private PartProcess start(String name, Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(platform.settings());
    all.putAll(more);
    return TestPlatform.SPEED.start(directory, name, all);
  }
}

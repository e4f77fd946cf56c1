package io.lambdax.speed;

import static io.lambdax.speed.TestPlatform.DAX;
import static io.lambdax.speed.TestPlatform.DEU;
import static io.lambdax.speed.TestPlatform.FRA;
import static io.lambdax.speed.TestPlatform.ITA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.log.FactRecord;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.Revision;
import io.lambdax.store.view.ShareState;
import io.lambdax.store.view.ViewSwitch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeedLayerIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestPlatform platform =
      new TestPlatform(TestServices.mariaDb(), TestServices.kafka().bootstrap());
  private Instance instance;

  @BeforeEach
  void coverTheFirstVersion() throws Exception {
    platform.first();
    platform.cover(1);
    start();
  }

  private void start() {
    instance = new Instance(platform.config(), platform.database());
  }

  @AfterEach
  void close() throws Exception {
    instance.stop();
    platform.close();
  }

  @Test
  void whatAVersionBrings_isWhatABatchOverAllFactsWouldSay() throws Exception {
    platform.put(DEU, 120, 77);
    platform.put(DEU, 60, 9_999);
    platform.withdraw(DEU, 61);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(instance.count("lambdax.speed.pairs")).as("DEU with both indices").isEqualTo(2);

    platform.put(DAX, 121, 108);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    List<Revision> revisions =
        platform.database().snapshot(h -> new RealtimeReader(h).revisions(platform.lake(), DEU));
    assertThat(revisions)
        .extracting(Revision::day)
        .containsExactly(LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 2));

    platform.facts().republish(1);
    platform.put(FRA, 121, 5);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(instance.gauge("lambdax.speed.version")).isEqualTo(4);
    assertThat(instance.gauge("lambdax.speed.versions.incomplete")).isZero();
  }

  @Test
  void factsThatTheTopicLost_areMissed_andNothingIsStoredUntilTheyArePublishedAgain()
      throws Exception {
    instance.stop();
    platform.loseFacts();
    platform.put(DEU, 120, 1);
    platform.facts().publish();
    start();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(instance.layer().problem().orElse(""))
                    .contains("lacks 600 values of version 2", "republish --from-version 1"));
    assertThat(platform.rows(platform.lake())).isZero();
    platform.facts().republish(1);
    platform.assertRight(1, SOON);
    assertThat(instance.layer().problem()).isEmpty();
  }

  @Test
  void goingBackToTheViewBefore_findsItsRows() throws Exception {
    ViewSwitch views = new ViewSwitch(platform.database());
    platform.put(DEU, 120, 1);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    platform.cover(2);
    platform.put(FRA, 120, 2);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(views.revert().done()).isTrue();
    platform.put(ITA, 120, 3);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(views.unpin().done()).isTrue();
    platform.cover(4);
    platform.put(DEU, 121, 4);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    platform.cover(5);
    platform.assertRight(4, SOON);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(platform.rows(platform.lake())).as("DEU alone").isEqualTo(1 + 2 * 12));
  }

  @Test
  void aNewLake_startsCleanAndTheOldOnesRowsStayWhileAViewOfItIsKept() throws Exception {
    platform.put(DEU, 120, 1);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    String old = platform.lake();
    long rows = platform.rows(old);
    assertThat(rows).isPositive();

    platform.newLake();
    platform.first();
    platform.cover(1);
    platform.assertRight(1, SOON);
    platform.put(FRA, 119, 2);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(platform.rows(old)).as("the view before is of the old lake").isEqualTo(rows);

    platform.cover(2);
    await().atMost(SOON).untilAsserted(() -> assertThat(platform.rows(old)).isZero());
    platform.assertRight(1, SOON);
  }

  @Test
  void afterARestart_onlyWhatIsMissingIsComputed() throws Exception {
    platform.put(DEU, 120, 1);
    platform.put(FRA, 120, 2);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    restartAndAwaitAPass();
    platform.assertRight(1, SOON);
    assertThat(instance.count("lambdax.speed.pairs")).isZero();

    platform
        .database()
        .execute(
            handle -> {
              handle.execute(
                  "delete from realtime_summary where x = ? and y = ? limit 1",
                  DAX.toString(),
                  DEU.toString());
              handle.execute("delete from realtime_series where series = ?", FRA.toString());
            });
    restartAndAwaitAPass();
    platform.assertRight(1, SOON);
    assertThat(instance.count("lambdax.speed.pairs")).isEqualTo(1);
  }

  private void restartAndAwaitAPass() throws Exception {
    instance.stop();
    Map<Integer, Long> before = platform.epochs();
    Instant then =
        platform.shares().stream()
            .map(s -> s.updatedAt().orElseThrow())
            .max(Instant::compareTo)
            .get();
    start();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              before.forEach(
                  (share, epoch) -> assertThat(platform.epochs().get(share)).isGreaterThan(epoch));
              assertThat(platform.shares())
                  .extracting(ShareState::updatedAt)
                  .allMatch(updated -> updated.orElseThrow().isAfter(then));
            });
  }

  @Test
  void whatCannotBeUsed_isSetAsideWithTheReasonAndTheStreamGoesOn() throws Exception {
    byte[] key = "a key".getBytes(StandardCharsets.UTF_8);
    platform.facts().bad(key, "no fact".getBytes(StandardCharsets.UTF_8));
    platform.facts().bad(key, null);
    platform.facts().bad(key, withValue(Double.NaN));
    platform.facts().bad(key, withValue(Double.POSITIVE_INFINITY));
    platform.facts().bad(key, encoded(fact(DEU, LocalDate.of(9999, 1, 1), "test")));
    platform.facts().bad(key, encoded(fact(DEU, LocalDate.of(2020, 1, 1), "x".repeat(200))));
    platform.put(DEU, 120, 1);
    platform.facts().publish();
    platform.assertRight(1, SOON);
    assertThat(instance.count("lambdax.speed.dead.letters")).isEqualTo(6);
    assertLetters();

    restartAndAwaitAPass();
    assertThat(instance.count("lambdax.speed.dead.letters")).isEqualTo(6);
    assertLetters();
  }

  private void assertLetters() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(letters().values())
                    .hasSize(6)
                    .anyMatch(reason -> reason.contains("bytes are no"))
                    .anyMatch(reason -> reason.contains("a record without value"))
                    .anyMatch(reason -> reason.contains("NaN"))
                    .anyMatch(reason -> reason.contains("Infinity"))
                    .anyMatch(reason -> reason.contains("expected 1800-01-01 to 2200-01-01"))
                    .anyMatch(reason -> reason.contains("at most 128 characters")));
  }

  /** The reasons, by the letters' keys: as compaction keeps them. */
  private Map<String, String> letters() {
    Map<String, String> reasons = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            platform.log().properties(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition topic =
          new TopicPartition(SpeedConfig.from(platform.config()).deadLettersTopic(), 0);
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      long end = consumer.endOffsets(List.of(topic)).get(topic);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(topic) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      for (ConsumerRecord<byte[], byte[]> letter : records) {
        assertThat(letter.value()).as("a tombstone would not be kept").isNotNull();
        assertThat(letter.headers().lastHeader("key").value()).asString().isEqualTo("a key");
        reasons.put(
            new String(letter.key(), StandardCharsets.UTF_8),
            new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8));
      }
    }
    return reasons;
  }

  private Fact fact(SeriesId id, LocalDate date, String source) {
    Instant noon = Instant.parse("2020-12-14T12:00:00Z");
    return new Fact(id, date, OptionalDouble.of(1), 1, noon, noon, source, "import-1");
  }

  private byte[] encoded(Fact fact) {
    return new FactRecord(platform.lake(), fact).toBytes();
  }

  /** A fact refuses such a value: it is put into the bytes of another. */
  private byte[] withValue(double value) {
    double marker = 1.2345678e-200;
    Fact fact = TestFacts.fact(DEU, 18_262, OptionalDouble.of(marker), platform.facts().version());
    byte[] bytes = encoded(fact);
    byte[] wanted = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(marker).array();
    for (int at = 0; at + 8 <= bytes.length; at++) {
      if (ByteBuffer.wrap(bytes, at, 8).equals(ByteBuffer.wrap(wanted))) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(at, value);
        return bytes;
      }
    }
    throw new AssertionError("no value in the record");
  }
}

package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lambdax.core.series.Fact;
import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.fetch.FetchResult;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Manifest;
import io.lambdax.importer.maintain.Upkeep;
import io.lambdax.importer.publish.Publisher;
import io.lambdax.importer.rebuild.Rebuild;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.log.ImportSignal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportIT {
  private static final String FIRST_DAY = "health:DEU:cases/2020-01-01";

  private final TestPlatform platform = new TestPlatform();
  @TempDir private Path dir;
  private Path file;
  private Instant published = Instant.parse("2020-12-01T00:00:00Z");

  @BeforeEach
  void nameFile() {
    file = dir.resolve("plain.csv");
  }

  @Test
  void file_isImportedAndSignalled_andTheSameAgainIsNothing() throws Exception {
    publish(100, 0);
    assertThat(pass()).isZero();
    assertThat(platform.values()).hasSize(100);
    assertThat(pass()).isZero();
    assertThat(pass()).isZero();

    assertThat(platform.signals()).hasSize(1);
    ImportSignal signal = platform.signals().get(0);
    assertThat(signal.version()).isEqualTo(1);
    assertThat(signal.added()).isEqualTo(100);
    assertThat(signal.firstDate()).isEqualTo(LocalDate.of(2020, 1, 1));
    assertThat(signal.lastDate()).isEqualTo(LocalDate.of(2020, 1, 1).plusDays(99));
    assertThat(platform.publishedFacts()).hasSize(100);
  }

  @Test
  void laterFile_revisesAddsAndWithdraws() throws Exception {
    publish(100, 0);
    pass();
    List<String> rows = rows(102, 0);
    rows.set(0, "health:DEU:cases,2020-01-01,777");
    rows.remove(1);
    write(String.join("\n", rows) + "\n");
    assertThat(pass()).isZero();

    ImportSignal second = platform.signals().get(1);
    assertThat(List.of(second.added(), second.revised(), second.withdrawn()))
        .containsExactly(2L, 1L, 1L);
    assertThat(platform.values().get("health:DEU:cases/2020-01-01"))
        .isEqualTo(OptionalDouble.of(777));
    assertThat(platform.values().get("health:DEU:cases/2020-01-02")).isEmpty();
  }

  @Test
  void fileThatTakesTooMuch_isHeld_untilAccepted() throws Exception {
    publish(100, 0);
    pass();
    publish(100, 1000);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(platform.signals()).hasSize(1);

    Bronze bronze = new Bronze(platform.files());
    accept(bronze.state("plain").heldImportId().orElseThrow());
    assertThat(platform.signals()).hasSize(2);
    assertThat(platform.signals().get(1).revised()).isEqualTo(100);
    assertThat(pass()).isZero();
    assertThat(bronze.state("plain").heldImportId()).isEmpty();
  }

  @Test
  void accept_ofWhatIsNotHeld_isRefused_andSaysWhatIs() throws Exception {
    publish(100, 0);
    pass();
    LakeFiles files = platform.files();
    String taken = new Bronze(files).all().get(0).importId();
    assertThatThrownBy(() -> accept(taken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "import " + taken + " is not held, so there is nothing to accept; none is held");
    publish(100, 1000);
    pass();
    String held = new Bronze(files).state("plain").heldImportId().orElseThrow();
    assertThatThrownBy(() -> accept(taken))
        .hasMessageEndingWith("nothing to accept; held: " + held);
    assertThat(platform.values()).hasSize(100).containsEntry(FIRST_DAY, OptionalDouble.of(0));
    assertThat(accept(held).outcome()).isEqualTo("imported");
    assertThatThrownBy(() -> accept(held)).hasMessageEndingWith("none is held");
  }

  @Test
  void accept_firstFinishesWhatWasInterrupted() throws Exception {
    publish(100, 0);
    pass();
    publish(100, 1000);
    pass();
    String held = new Bronze(platform.files()).state("plain").heldImportId().orElseThrow();
    publish(103, 0);
    assertThat(child(Map.of("LAMBDAX_HALT_AT", "after-commit"))).isEqualTo(137);
    // The newer file is in the lake, if nobody has said so yet: what was held is superseded.
    assertThatThrownBy(() -> accept(held)).hasMessageEndingWith("none is held");
    assertThat(platform.values()).hasSize(103).containsEntry(FIRST_DAY, OptionalDouble.of(0));
    assertThat(new Bronze(platform.files()).state("plain").pending()).isEmpty();
    assertThat(pass()).isZero();
    assertThat(platform.signals()).hasSize(2);
  }

  @Test
  void identicalBytes_areKeptOnce_withAManifestForEachTime() throws Exception {
    for (int days : List.of(100, 101, 100)) {
      publish(days, 0);
      assertThat(pass()).isZero();
    }
    LakeFiles files = platform.files();
    Bronze bronze = new Bronze(files);
    assertThat(bronze.all()).hasSize(3);
    assertThat(files.fileSystem().listStatus(files.path("bronze/_content"))).hasSize(2);
    for (Manifest manifest : bronze.all()) {
      assertThat(bronze.bytes(manifest)).hasSize((int) manifest.bytes());
    }
    assertThat(platform.values().get("health:DEU:cases/" + LocalDate.of(2020, 1, 1).plusDays(100)))
        .isEqualTo(OptionalDouble.empty());
  }

  @Test
  void recordOfSomebodyElseAmongTheSignals_isLeftOut() throws Exception {
    publish(50, 0);
    pass();
    for (int i = 0; i < 20; i++) {
      platform.send("imports", ("no signal " + i).getBytes(StandardCharsets.UTF_8));
    }
    platform.send("imports", null);
    publish(60, 0);
    Path log = dir.resolve("child.out");
    assertThat(child(Map.of())).isZero();
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
    assertThat(platform.publishedFacts()).hasSize(60);
    assertThat(Files.readString(log).lines().filter(l -> l.contains("is no signal")))
        .hasSize(21)
        .allMatch(l -> l.contains("WARN") && l.contains("partition 0, offset "))
        .anyMatch(l -> l.endsWith("is left out: it has no value"));
  }

  @Test
  void cutOffShortAndEmptyFiles_areHeldOrRefused_andNothingIsLost() throws Exception {
    publish(100, 0);
    pass();
    write(String.join("\n", rows(100, 0)));
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    publish(90, 0);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    write("");
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(platform.signals()).hasSize(1);
    assertThat(platform.values()).hasSize(100);
  }

  @Test
  void olderPublication_doesNotOverwrite() throws Exception {
    published = Instant.parse("2020-12-20T00:00:00Z");
    publish(100, 0);
    pass();
    published = Instant.parse("2020-12-10T00:00:00Z");
    publish(101, 1);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(platform.statuses()).containsExactly("plain imported", "plain older", "plain older");
    assertThat(platform.signals()).hasSize(1);
    published = Instant.parse("2020-12-21T00:00:00Z");
    publish(101, 0);
    assertThat(pass()).isZero();
    assertThat(platform.signals()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-bronze",
        "after-commit",
        "between-facts",
        "before-kafka-commit",
        "after-kafka-commit"
      })
  void killedAnywhere_theNextStartCompletesIt(String point) throws Exception {
    publish(50, 0);
    pass();
    publish(60, 0);
    assertThat(child(Map.of("LAMBDAX_HALT_AT", point))).isEqualTo(137);
    assertThat(pass()).isZero();

    assertThat(platform.values()).hasSize(60);
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
    assertThat(platform.signals().get(1).added()).isEqualTo(10);
    assertThat(platform.publishedFacts()).hasSize(60);
  }

  @Test
  void kafkaDown_theImportIsKept_andPublishedLater() throws Exception {
    publish(50, 0);
    platform.set("lambdax.importer.publish.timeout", "2s");
    platform.set("lambdax.kafka.bootstrap", "127.0.0.1:1");
    assertThat(pass()).isEqualTo(ExitCode.NOT_PUBLISHED);
    platform.set("lambdax.kafka.bootstrap", platform.kafka());
    platform.set("lambdax.importer.publish.timeout", "15s");
    assertThat(pass()).isZero();
    assertThat(platform.signals()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imports", "facts"})
  void committedButNotToBeRead_isPublishedAgain(String topic) throws Exception {
    publish(50, 0);
    pass();
    publish(60, 0);
    platform.set("lambdax.importer.publish.timeout", "2s");
    // Readers of committed records wait for its end, as for one whose markers a broker forgot.
    try (KafkaProducer<byte[], byte[]> open = platform.openTransaction(topic)) {
      assertThat(pass()).isEqualTo(ExitCode.NOT_PUBLISHED);
      publish(70, 0);
      assertThat(pass()).isEqualTo(ExitCode.NOT_PUBLISHED);
      assertThat(pass()).isEqualTo(ExitCode.NOT_PUBLISHED);
      open.abortTransaction();
    }
    assertThat(pass()).isZero();
    assertThat(platform.signals())
        .extracting(ImportSignal::version)
        .containsExactly(1L, 2L, 2L, 3L, 2L, 3L);
    assertThat(platform.values()).hasSize(70);
  }

  @Test
  void kafkaDown_statusesWait_andGoOutInOrder() throws Exception {
    publish(50, 0);
    try (Door door = Door.shut(platform.kafka())) {
      platform.set("lambdax.importer.publish.timeout", "2s");
      platform.set("lambdax.kafka.bootstrap", door.address());
      Workplace workplace = workplace();
      Pass pass = new Pass(workplace);
      assertThat(pass.run(workplace.sources())).isEqualTo(ExitCode.NOT_PUBLISHED);
      publish(100, 1000);
      assertThat(pass.run(workplace.sources())).isEqualTo(ExitCode.NOT_PUBLISHED);
      door.open();
      publish(51, 0);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> pass.run(workplace.sources()) == ExitCode.OK);
    }
    assertThat(platform.statuses()).startsWith("plain imported", "plain held", "plain imported");
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
  }

  @Test
  void importersAtOnce_besideMaintenance_giveNoFactTwice() throws Exception {
    publish(50, 0);
    pass();
    publish(200, 0);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<Integer>> ends = new ArrayList<>();
    ends.add(threads.submit(this::pass));
    ends.add(threads.submit(this::pass));
    ends.add(threads.submit(this::maintain));
    for (Future<Integer> end : ends) {
      assertThat(end.get()).isZero();
    }
    threads.shutdown();
    // The two alone: nobody after them had to publish the rest.
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
    assertThat(platform.publishedFacts()).hasSize(200);
    assertThat(pass()).isZero();
    assertThat(platform.facts()).hasSize(200);
    assertThat(platform.signals()).extracting(ImportSignal::version).containsExactly(1L, 2L);
  }

  @Test
  void rebuild_givesTheSameFacts_inANewLake() throws Exception {
    publish(100, 0);
    pass();
    publish(103, 0);
    pass();
    List<String> rows = rows(103, 0);
    rows.remove(5);
    write(String.join("\n", rows) + "\n");
    pass();
    List<Fact> before = platform.facts();

    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    files.fileSystem().delete(files.path("lake"), true);
    new Rebuild(files, workplace.byName(), workplace.parser(), workplace.gate(), workplace.clock())
        .run("rebuilt");
    assertThat(platform.facts()).isEqualTo(before);
    assertThat(pass()).isZero();
    assertThat(platform.signals())
        .extracting(s -> s.lakeId().equals("rebuilt") + " " + s.version())
        .containsExactly("false 1", "false 2", "false 3", "true 1", "true 2", "true 3");
  }

  @Test
  void rebuildDuringAPass_costsNoImport_thoughItsSourceMovesOn() throws Exception {
    publish(100, 0);
    pass();
    publish(103, 0);
    Workplace good = workplace();
    AtomicInteger fetched = new AtomicInteger();
    Workplace workplace =
        new Workplace(
            good.config(),
            good.sources(),
            (source, previous) -> {
              FetchResult file = good.fetch().fetch(source, previous);
              if (fetched.incrementAndGet() == 1) {
                rebuild(good, () -> {});
                return file;
              }
              return new FetchResult.NotModified(OptionalInt.of(304));
            },
            good.parser(),
            good.clock());
    String before = platform.lakeId();
    assertThat(new Pass(workplace).run(workplace.sources())).isZero();

    assertThat(platform.lakeId()).isNotEqualTo(before);
    assertThat(platform.values()).hasSize(103);
    assertThat(platform.facts()).hasSize(103);
    assertThat(platform.statuses()).containsExactly("plain imported", "plain imported");
    assertThat(platform.signals())
        .extracting(s -> s.lakeId().equals(before) + " " + s.version())
        .containsExactly("true 1", "false 1", "false 2");
    assertThat(new Bronze(platform.files()).state("plain").pending()).isEmpty();
  }

  @Test
  void importThatEndsJustBeforeARebuildTakesOver_isInTheNewLakeToo() throws Exception {
    publish(100, 0);
    pass();
    publish(103, 0);
    String before = platform.lakeId();
    rebuild(
        workplace(),
        () -> {
          try {
            assertThat(pass()).isZero();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    assertThat(platform.lakeId()).isNotEqualTo(before);
    assertThat(platform.values()).hasSize(103);
    assertThat(pass()).isZero();
    assertThat(platform.facts()).hasSize(103);
  }

  private static void rebuild(Workplace workplace, Runnable beforeReplace) {
    try {
      new Rebuild(
              workplace.files(),
              workplace.byName(),
              workplace.parser(),
              workplace.gate(),
              workplace.clock(),
              beforeReplace)
          .run(Workplace.newLakeId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void upkeep_isDoneOnceADay() throws Exception {
    publish(100, 0);
    pass();
    publish(103, 0);
    pass();
    LakeFiles files = platform.files();
    Clock now = workplace().clock();
    Upkeep today = new Upkeep(files, workplace().lakeConfig(), now);
    Upkeep tomorrow =
        new Upkeep(files, workplace().lakeConfig(), Clock.offset(now, Duration.ofDays(1)));
    assertThat(today.isDue(Duration.ofDays(1))).as("the lake is new").isFalse();
    assertThat(tomorrow.isDue(Duration.ofDays(1))).isTrue();

    platform.set("lambdax.importer.maintain-every", "1 nanosecond");
    new RegularUpkeep(workplace()).runIfDue();
    assertThat(files.read(files.path("lake/MAINTAINED"))).isPresent();
    assertThat(today.isDue(Duration.ofDays(1))).isFalse();
    assertThat(tomorrow.isDue(Duration.ofDays(1))).isTrue();
    assertThat(platform.facts()).hasSize(103);
  }

  @Test
  void sourceThatFailsInAnUnforeseenWay_doesNotStopTheOthers() throws Exception {
    publish(100, 0);
    Workplace good = Plain.workplace(platform.config(), file, "bad", "plain");
    Workplace workplace =
        new Workplace(
            good.config(),
            good.sources(),
            good.fetch(),
            (source, content, name) -> {
              if (source.name().equals("bad")) {
                throw new IllegalStateException("boom");
              }
              return good.parser().parse(source, content, name);
            },
            good.clock());
    assertThat(new Pass(workplace).run(workplace.sources())).isEqualTo(ExitCode.INCOMPLETE);

    assertThat(platform.signals()).extracting(ImportSignal::source).containsExactly("plain");
    assertThat(platform.statuses()).containsExactly("bad failed", "plain imported");
  }

  @Test
  void seriesOfAnotherSource_areHeld_notMixed() throws Exception {
    publish(100, 0);
    Workplace workplace = Plain.workplace(platform.config(), file, "plain", "rival");
    assertThat(new Pass(workplace).run(workplace.sources())).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(platform.statuses()).containsExactly("plain imported", "rival held");
    assertThat(platform.facts()).hasSize(100).extracting(Fact::source).containsOnly("plain");
  }

  @Test
  void sourceThatIsNoMore_isToldOnce_byAPassOverAll() throws Exception {
    publish(10, 0);
    Workplace two = Plain.workplace(platform.config(), file, "plain", "rival");
    new Pass(two).run(two.sources());
    new Pass(two).run(List.of(two.source("plain")));
    assertThat(pass()).isZero();
    assertThat(pass()).isZero();
    assertThat(platform.statuses())
        .containsExactly(
            "plain imported",
            "rival held",
            "plain unchanged",
            "plain unchanged",
            "rival gone",
            "plain unchanged");
  }

  @Test
  void seriesThatWasTakenOver_isTheOthersNoMore_andRebuiltWithoutEither() throws Exception {
    publish(100, 0);
    assertThat(pass()).isZero();
    Workplace renamed = Plain.workplace(platform.config(), file, "renamed");
    new Pass(renamed).run(renamed.sources());
    LakeFiles files = platform.files();
    Bronze bronze = new Bronze(files);
    accept(renamed, bronze.state("renamed").heldImportId().orElseThrow());
    publish(101, 0);
    assertThat(pass()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(bronze.state("plain").message().orElseThrow())
        .contains("health:DEU:cases comes from source 'renamed' and source 'plain' claims it too");
    assertThat(new Pass(renamed).run(renamed.sources())).isZero();
    List<Fact> before = platform.facts();
    assertThat(before).hasSize(201);

    new Rebuild(files, Map.of(), renamed.parser(), renamed.gate(), renamed.clock()).run("rebuilt");
    assertThat(platform.facts()).isEqualTo(before);
    assertThat(new Pass(renamed).run(renamed.sources())).isZero();
    assertThat(platform.facts()).isEqualTo(before);
  }

  private int maintain() throws Exception {
    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      new Upkeep(files, workplace.lakeConfig(), workplace.clock()).run(lake);
    }
    return 0;
  }

  private SourceStatus accept(String importId) throws Exception {
    return accept(workplace(), importId);
  }

  private static SourceStatus accept(Workplace workplace, String importId) throws Exception {
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      SourceStatus status =
          workplace
              .pass(files, lake)
              .accept(
                  workplace.sources().get(0), new Bronze(files).manifest(importId).orElseThrow());
      new Publisher(workplace.publishConfig(), workplace.clock()).catchUp(lake);
      return status;
    }
  }

  private int pass() throws IOException {
    Workplace workplace = workplace();
    return new Pass(workplace).run(workplace.sources());
  }

  private Workplace workplace() {
    return Plain.workplace(platform.config(), file, "plain");
  }

  private int child(Map<String, String> environment) throws Exception {
    ProcessBuilder builder = platform.java(Plain.class, file.toString());
    builder.redirectErrorStream(true).redirectOutput(new File(dir.toFile(), "child.out"));
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }

  /** A file that was published a day after the last one. */
  private void publish(int days, double plus) throws Exception {
    write(String.join("\n", rows(days, plus)) + "\n");
  }

  private void write(String content) throws Exception {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(published));
    published = published.plus(Duration.ofDays(1));
  }

  private static List<String> rows(int days, double plus) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      rows.add("health:DEU:cases," + LocalDate.of(2020, 1, 1).plusDays(i) + "," + (i + plus));
    }
    return rows;
  }
}

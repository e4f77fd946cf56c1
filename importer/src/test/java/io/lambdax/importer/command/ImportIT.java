package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.Fact;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.maintain.Upkeep;
import io.lambdax.importer.publish.Publisher;
import io.lambdax.importer.rebuild.Rebuild;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.log.ImportSignal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportIT {
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

    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    Bronze bronze = new Bronze(files);
    String held = bronze.state("plain").heldImportId().orElseThrow();
    try (Lake lake = workplace.lake(files)) {
      workplace
          .pass(files, lake)
          .accept(workplace.source("plain"), bronze.manifest(held).orElseThrow());
      new Publisher(workplace.publishConfig(), workplace.clock()).catchUp(lake);
    }
    assertThat(platform.signals()).hasSize(2);
    assertThat(platform.signals().get(1).revised()).isEqualTo(100);
    assertThat(pass()).isZero();
    assertThat(bronze.state("plain").heldImportId()).isEmpty();
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
    assertThat(pass()).isZero();
    assertThat(platform.signals()).hasSize(1);
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

  private int maintain() throws Exception {
    Workplace workplace = workplace();
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      new Upkeep(files, workplace.lakeConfig(), workplace.clock()).run(lake);
    }
    return 0;
  }

  private int pass() throws Exception {
    Workplace workplace = workplace();
    return new Pass(workplace).run(workplace.sources());
  }

  private Workplace workplace() {
    return Plain.workplace(platform.config(), file, "plain");
  }

  private int child(Map<String, String> environment) throws Exception {
    ProcessBuilder builder = platform.java(Plain.class, file.toString()).inheritIO();
    builder.redirectOutput(new File(dir.toFile(), "child.out"));
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

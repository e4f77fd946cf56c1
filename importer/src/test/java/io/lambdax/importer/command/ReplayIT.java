package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.core.series.Fact;
import io.lambdax.importer.Main;
import io.lambdax.importer.Mirror;
import io.lambdax.store.log.ImportSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dated files that are imported one after another, as a user starts it, in a JVM of its own. */
class ReplayIT {
  private static final int FILES = 5;
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  @TempDir private Path dir;
  private final TestPlatform platform = new TestPlatform();
  private Path files;

  @BeforeEach
  void publish() throws Exception {
    files = Files.createDirectory(dir.resolve("files"));
    for (int i = 0; i < FILES; i++) {
      publish(i);
    }
    Files.writeString(files.resolve("cases-latest.csv"), "date,country,cases\n");
    platform.sources(
        dir,
        """
        sources {
          other { location = "other.csv", format = ohlcv, entity = DAX }
          plain {
            location = "nowhere/cases-*.csv"
            format = long
            kind = health
            date = date
            entity = country
            measures { cases = cases }
          }
        }
        """);
  }

  @Test
  void filesAreImportedInOrderOfPublication_eachAVersionOfItsOwn_oneAnInterval() throws Exception {
    TestPlatform.End end = replay("--every", "1s");

    assertThat(end.code()).as(end.err()).isZero();
    assertThat(end.lines())
        .containsExactly(
            "[1/5] cases-2020-05-01.csv: version 1, 100 rows",
            "[2/5] cases-2020-05-02.csv: version 2, 101 rows",
            "[3/5] cases-2020-05-03.csv: version 3, 102 rows",
            "[4/5] cases-2020-05-04.csv: version 4, 103 rows",
            "[5/5] cases-2020-05-05.csv: version 5, 104 rows");
    assertAllIsThereOnce();
    List<Instant> fetched = fetched();
    // The first may be late, and is not waited for; without intervals all take half a second.
    assertThat(Duration.between(fetched.get(1), fetched.get(FILES - 1)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(FILES - 3));

    TestPlatform.End again = replay("--every", "1h");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.lines()).containsExactly("[5/5] cases-2020-05-05.csv: nothing new");
    assertThat(platform.signals()).hasSize(FILES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-bronze#3", "after-commit#3", "before-kafka-commit#5"})
  void killedAndStartedAgain_goesOnWithTheFirstFileThatIsNotImported(String point)
      throws Exception {
    platform.set("lambdax.halt.at", point);
    assertThat(replay("--every", "10ms").code()).isEqualTo(137);
    platform.set("lambdax.halt.at", "");

    TestPlatform.End end = replay("--every", "10ms");

    assertThat(end.code()).as(end.err()).isZero();
    assertThat(end.lines().get(0)).doesNotStartWith("[1/5]");
    assertThat(end.lines().get(end.lines().size() - 1)).startsWith("[5/5] cases-2020-05-05.csv: ");
    assertAllIsThereOnce();
  }

  @Test
  void heldFile_isSaid_andTheLaterOnesGoOn() throws Exception {
    Files.writeString(
        files.resolve("cases-2020-05-03.csv"), "date,country,cases\n2020-01-01,DEU,9\n");

    TestPlatform.End end = replay("--every", "10ms");

    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.lines()).hasSize(FILES);
    assertThat(end.lines().get(2)).startsWith("[3/5] cases-2020-05-03.csv: held: ");
    assertThat(end.lines().get(4)).isEqualTo("[5/5] cases-2020-05-05.csv: version 4, 104 rows");
    assertThat(platform.signals()).hasSize(4);
  }

  @Test
  void kafkaThatIsAway_isWaitedFor() throws Exception {
    platform.set("lambdax.importer.publish.timeout", "2s");
    Path log = dir.resolve("log");
    try (Door kafka = Door.shut(platform.kafka())) {
      platform.set("lambdax.kafka.bootstrap", kafka.address());
      Process importer =
          platform
              .java(Main.class, "replay", "--from", files.toString(), "--every", "10ms")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.readString(log).contains("does not take it"));
        assertThat(Files.readString(log)).doesNotContain("[1/5]");
        kafka.open();
        assertThat(importer.waitFor()).as(Files.readString(log)).isZero();
      } finally {
        importer.destroyForcibly();
      }
    }
    assertAllIsThereOnce();
  }

  @Test
  void passBefore_leavesTheDatedFilesOut() throws Exception {
    Files.writeString(dir.resolve("other.csv"), "Date,Close\n2020-01-02,13385.93\n");
    assertThat(run("--except-dated").code()).isZero();
    assertThat(platform.values()).containsOnlyKeys("market:DAX:close/2020-01-02");
  }

  @Test
  void list_needsNoService_andKnowsEcdcsOwn() throws Exception {
    platform.set("lambdax.lake.uri", "hdfs://127.0.0.1:1/nowhere");
    platform.set("lambdax.kafka.bootstrap", "127.0.0.1:1");
    assertThat(replay("--list").lines())
        .hasSize(FILES)
        .startsWith("cases-2020-05-01.csv")
        .isSorted();

    Path ecdc = Mirror.dataOrSkip().resolve("mirror/ecdc-daily");
    platform.set("lambdax.importer.sources", "replay");
    assertThat(run("replay", "--from", ecdc.toString(), "--list").lines())
        .hasSize(41)
        .startsWith("casedistribution-published-2020-03-27.csv.gz")
        .endsWith("casedistribution-published-2020-05-18.csv.gz");
  }

  @Test
  void wrongUse_isOneLineThatSaysWhatIsRight() throws Exception {
    for (String every : List.of("0s", "-2s", "2", "soon", "P")) {
      wrong("--every " + every + " must be a time above 0, such as 2s", "--every=" + every);
    }
    wrong("there is no source 'ecdc': the sources file declares [", "--source", "ecdc");
    wrong("source 'other' has no dated files: its location must", "--source", "other");
    Path file = files.resolve("cases-latest.csv");
    wrongFrom(file, "--from " + file + " is no directory: name the one");
    wrongFrom(dir, "--from " + dir + ": no file there matches cases-*.csv and has a day");
    Path wrongDay = files.resolve("cases-2020-13-01.csv");
    Files.writeString(wrongDay, "");
    wrong(wrongDay + " has no date yyyy-MM-dd");
    platform.sources(
        dir, "sources { other { location = \"other.csv\", format = ohlcv, entity = DAX } }");
    wrong("the sources file declares no source of dated files: add one");
    platform.sources(
        dir,
        """
        sources { a { location = "a-*.csv", format = ecdc }
          b { location = "b-*.csv", format = ecdc, suffix = b } }
        """);
    wrong("several sources of dated files, [a, b]: name one with --source");
    assertThat(run("--except-dated").err()).contains("--except-dated leaves nothing");
  }

  private void assertAllIsThereOnce() throws Exception {
    assertThat(platform.signals())
        .extracting(ImportSignal::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, FILES).boxed().toList());
    assertThat(platform.values()).isEqualTo(values(FILES - 1));
    List<Fact> facts = platform.facts();
    assertThat(facts).hasSize(100 + 2 * (FILES - 1));
    assertThat(platform.publishedFacts()).containsExactlyInAnyOrderElementsOf(facts);
  }

  /** When each version's file was read. */
  private List<Instant> fetched() throws Exception {
    return platform.facts().stream().map(Fact::fetchedAt).distinct().sorted().toList();
  }

  private static Map<String, OptionalDouble> values(int file) {
    Map<String, OptionalDouble> values = new TreeMap<>();
    for (int i = 0; i < 100 + file; i++) {
      int value = i == 50 ? file : i;
      values.put("health:DEU:cases/" + FIRST.plusDays(i), OptionalDouble.of(value));
    }
    return values;
  }

  /** Each has a day more than the one before, and revises another. */
  private void publish(int file) throws Exception {
    StringBuilder rows = new StringBuilder("date,country,cases\n");
    values(file)
        .forEach(
            (key, value) ->
                rows.append(key.substring(key.indexOf('/') + 1))
                    .append(",DEU,")
                    .append((int) value.getAsDouble())
                    .append('\n'));
    LocalDate day = LocalDate.of(2020, 5, 1).plusDays(file);
    Path path = Files.writeString(files.resolve("cases-" + day + ".csv"), rows);
    // The name decides, not when the file was written.
    Instant reversed = day.minusDays(2L * file).atStartOfDay(ZoneOffset.UTC).toInstant();
    Files.setLastModifiedTime(path, FileTime.from(reversed));
  }

  private void wrong(String message, String... more) throws Exception {
    replay(more).assertWrong(message);
  }

  private void wrongFrom(Path from, String message) throws Exception {
    run("replay", "--from", from.toString()).assertWrong(message);
  }

  private TestPlatform.End replay(String... more) throws Exception {
    return run(
        Stream.concat(Stream.of("replay", "--from", files.toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private TestPlatform.End run(String... arguments) throws Exception {
    return platform.run(dir, arguments);
  }
}

package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.fetch.Fetcher;
import io.lambdax.importer.fetch.HttpLimits;
import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.Outcome;
import io.lambdax.importer.lake.SourceState;
import io.lambdax.importer.source.Sources;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dated series of files of which some cannot be taken. */
class SeriesIT {
  private static final String FIRST_DAY = "health:DEU:cases/2020-01-01";

  @TempDir private Path dir;
  private final TestPlatform platform = new TestPlatform();

  @Test
  void unreadableFiles_areRefusedAndKept_andTheLaterOnesImported() throws Exception {
    publish("2020-04-01", rows(100, 0));
    Files.write(dir.resolve("f-2020-04-02.csv"), Arrays.copyOf(gzip(rows(101, 0)), 60));
    publish("2020-04-03", "<!DOCTYPE html>\n<html><body>moved</body></html>\n");
    publish("2020-04-04", rows(102, 0));

    SourceStatus status = pass(true);
    assertThat(status.outcome()).isEqualTo("refused");
    assertThat(status.message().orElseThrow())
        .isEqualTo(
            "f-2020-04-02.csv: its gzip is cut off: fetch or copy the file again"
                + " (and 1 more, see the log)");
    assertThat(status.rows()).isEqualTo(102);
    assertThat(status.lastSuccessAt()).isPresent();
    assertThat(platform.values()).hasSize(102);
    Bronze bronze = new Bronze(platform.files());
    assertThat(bronze.all()).hasSize(4);
    assertThat(bronze.all().stream().filter(m -> outcome(bronze, m.importId()).equals("refused")))
        .extracting("fileName")
        .containsExactlyInAnyOrder("f-2020-04-02.csv", "f-2020-04-03.csv");

    SourceStatus again = pass(true);
    assertThat(again.outcome()).isEqualTo("unchanged");
    assertThat(again.message()).isEmpty();
    assertThat(bronze.all()).hasSize(4);
  }

  @Test
  void unreadableLastFile_isReportedByTheStatus_andSettledOnce() throws Exception {
    publish("2020-04-01", rows(100, 0));
    publish("2020-04-02", "<html></html>\n");
    assertThat(pass(true).outcome()).isEqualTo("refused");
    assertThat(pass(true).outcome()).isEqualTo("refused");
    Bronze bronze = new Bronze(platform.files());
    assertThat(bronze.all()).hasSize(2);
    publish("2020-04-03", rows(101, 0));
    assertThat(pass(true).outcome()).isEqualTo("imported");
    assertThat(platform.values()).hasSize(101);
  }

  @Test
  void heldHistory_givesWayToALaterOne_thatPassesTheGateByItself() throws Exception {
    publish("2020-04-01", rows(100, 0));
    publish("2020-04-02", rows(100, 1000));
    publish("2020-04-03", rows(103, 0));
    SourceStatus status = pass(true);
    assertThat(status.outcome()).isEqualTo("imported");
    assertThat(status.heldImportId()).isEmpty();
    assertThat(platform.values()).hasSize(103).containsEntry(FIRST_DAY, OptionalDouble.of(0));
    // One that does as much as the held one is held like it: that it was seen before is no pass.
    publish("2020-04-04", rows(103, 1000));
    publish("2020-04-05", rows(104, 1000));
    status = pass(true);
    assertThat(status.outcome()).isEqualTo("held");
    assertThat(status.message().orElseThrow()).contains("f-2020-04-05.csv is held");
    assertThat(state().held()).hasSize(1);
    assertThat(platform.values()).hasSize(103).containsEntry(FIRST_DAY, OptionalDouble.of(0));
  }

  @Test
  void heldPart_waits_whileLaterPartsAreImported() throws Exception {
    publish("2020-04-01", rows(100, 0));
    publish("2020-04-02", rows(100, 1000));
    publish("2020-04-03", rows(103, 0).replaceAll("(?s)(date.*?\\n).*(2020-04-10.*)", "$1$2"));
    SourceStatus status = pass(false);
    assertThat(status.outcome()).isEqualTo("held");
    assertThat(status.message().orElseThrow()).contains("f-2020-04-02.csv is held");
    String held = status.heldImportId().orElseThrow();
    assertThat(platform.values()).hasSize(103);
    assertThat(pass(false).heldImportId()).contains(held);

    Workplace workplace = workplace(false);
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      SourceStatus accepted =
          workplace
              .pass(files, lake)
              .accept(workplace.source("f"), new Bronze(files).manifest(held).orElseThrow());
      assertThat(accepted.outcome()).isEqualTo("imported");
      assertThat(accepted.heldImportId()).isEmpty();
    }
    assertThat(platform.values()).hasSize(103).containsEntry(FIRST_DAY, OptionalDouble.of(1000));
  }

  private static String outcome(Bronze bronze, String importId) {
    try {
      return bronze.outcome(importId).map(Outcome::word).orElse("none");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SourceState state() throws Exception {
    return new Bronze(platform.files()).state("f");
  }

  private SourceStatus pass(boolean full) throws Exception {
    Workplace workplace = workplace(full);
    LakeFiles files = workplace.files();
    try (Lake lake = workplace.lake(files)) {
      return workplace.pass(files, lake).run(workplace.source("f"));
    }
  }

  private Workplace workplace(boolean full) throws Exception {
    Path conf =
        Files.writeString(
            dir.resolve("sources.conf"),
            """
            sources {
              f {
                location = "f-*.csv", format = long, kind = health, full = %s
                date = date, entity = country, measures { cases = cases }
              }
            }
            """
                .formatted(full));
    Clock clock = Clock.systemUTC();
    return new Workplace(
        platform.config(),
        Sources.load(conf),
        new Fetcher(HttpLimits.DEFAULT, clock)::fetch,
        FileParser::parse,
        clock);
  }

  private void publish(String day, String content) throws Exception {
    Files.writeString(dir.resolve("f-" + day + ".csv"), content);
  }

  private static String rows(int days, int plus) {
    StringBuilder rows = new StringBuilder("date,country,cases\n");
    for (int i = 0; i < days; i++) {
      rows.append(LocalDate.of(2020, 1, 1).plusDays(i)).append(",DEU,").append(i + plus);
      rows.append('\n');
    }
    return rows.toString();
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}

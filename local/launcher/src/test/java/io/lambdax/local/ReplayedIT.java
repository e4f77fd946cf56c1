package io.lambdax.local;

import static io.lambdax.local.Asking.assertSame;
import static io.lambdax.local.Asking.correlation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dated files, replayed on a Lambdax that runs. */
class ReplayedIT {
  private static final String IMPORTER = "io.lambdax.importer.Main";
  private static final int FILES = 6;

  @TempDir private Path temporary;

  @Test
  void datedFiles_comeOneAfterAnother_alsoWhenTheImporterIsKilled() throws Exception {
    Path files = Files.createDirectory(temporary.resolve("files"));
    for (int i = 1; i <= FILES; i++) {
      publish(files, LocalDate.of(2020, 12, 14).minusDays(FILES - i));
    }
    try (Launched launched =
        Launched.start(
            "--data-dir",
            temporary.resolve("data").toString(),
            "--port",
            "0",
            "--sources",
            sources(files).toString(),
            "--replay",
            files.toString(),
            "--every",
            "2s")) {
      int port = launched.port();
      assertThat(launched.out()).anyMatch(l -> l.endsWith("Imported: version 1 of the facts"));
      launched.awaitLine("[2/6] cases-2020-12-10.csv: version 3, ");
      ProcessHandle replay = launched.part(IMPORTER).orElseThrow();
      replay.destroyForcibly();
      launched.awaitLine("importer was killed (SIGKILL)");
      launched.awaitLine("Replayed all of " + files);

      assertThat(launched.out())
          .filteredOn(line -> line.matches(" *[0-9.]+ s  \\[\\d/6\\] cases-.*"))
          .hasSizeBetween(FILES, FILES + 1)
          .last()
          .asString()
          .contains("[6/6] cases-2020-12-14.csv: ");
      await("the last file is in the answer")
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertSame(correlation(port, "DEU"), new FirstWave(Launched.ROOT).answer("DEU")));
      await("the hourly import")
          .atMost(Duration.ofSeconds(60))
          .until(() -> launched.part(IMPORTER).isPresent());
    }
  }

  private Path sources(Path files) throws IOException {
    Path sample = Launched.ROOT.resolve("importer/src/main/resources/first-wave.csv");
    return Files.writeString(
        temporary.resolve("sources.conf"),
        """
        sources {
          dax { location = "%s", format = wide, date = date
            series { "DAX_close" = "market:DAX:close" } }
          cases { location = "%s/cases-*.csv", format = wide, date = date
            series { "{entity}_cases" = "health:{entity}:cases" } }
        }
        """
            .formatted(sample, files));
  }

  /** The sample's countries as of that day. */
  private static void publish(Path files, LocalDate day) throws IOException {
    List<String> lines =
        Files.readAllLines(Launched.ROOT.resolve("importer/src/main/resources/first-wave.csv"));
    String until =
        lines.stream()
            .filter(line -> line.startsWith("date") || line.compareTo(day.plusDays(1) + "") < 0)
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(files.resolve("cases-" + day + ".csv"), until);
  }
}

package io.lambdax.importer.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.Mirror;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mirrored file, read as the oracle ../shared/tools/reference.py reads it. */
class MirrorTest {
  private final Path root = Path.of(System.getProperty("lambdax.root", ".."));
  private Path mirror = root;

  @BeforeEach
  void needsTheMirror() {
    mirror = Mirror.dataOrSkip().resolve("mirror");
  }

  private static ParsedFile parse(Source source, Path file) throws IOException, RefusedFile {
    return FileParser.parse(source, Mirror.bytes(file), String.valueOf(file.getFileName()));
  }

  @Test
  void everyEcdcFile_isReadAsTheOracleReadsIt() throws Exception {
    Source source =
        new Source(
            "ecdc",
            new Location.LocalFiles(mirror, "*", Optional.empty()),
            new Layout.Ecdc(Optional.empty()),
            true,
            Duration.ofHours(1),
            false);
    List<Path> files = new ArrayList<>();
    for (String directory : List.of("ecdc", "ecdc-daily")) {
      files.addAll(Mirror.files(mirror.resolve(directory)));
    }
    assertThat(files).hasSize(43);
    for (Path file : files) {
      ParsedFile parsed = parse(source, file);
      Map<SeriesId, SortedMap<LocalDate, Double>> seen = new TreeMap<>();
      parsed
          .observations()
          .forEach(
              o ->
                  seen.computeIfAbsent(o.series(), id -> new TreeMap<>()).put(o.date(), o.value()));
      assertThat(parsed.rejects()).as(file.toString()).isEmpty();
      assertThat(parsed.endsInCompleteLine()).as(file.toString()).isTrue();
      assertThat(seen).as(file.toString()).isEqualTo(Mirror.ecdc(file));
    }
  }

  @Test
  void bothSourcesFilesOfTheBench_readWithoutAReject() throws Exception {
    for (String conf : List.of("sources-mirror.conf", "sources-daily.conf")) {
      List<Source> sources = Sources.load(root.resolve("bench").resolve(conf));
      assertThat(sources).hasSize(31);
      for (Source source : sources) {
        Location.LocalFiles at = (Location.LocalFiles) source.location();
        if (at.glob().contains("*")) {
          continue;
        }
        ParsedFile parsed = parse(source, at.directory().resolve(at.glob()));
        assertThat(parsed.rejects()).as(source.name()).isEmpty();
        assertThat(parsed.endsInCompleteLine()).as(source.name()).isTrue();
        assertThat(parsed.observations()).as(source.name()).isNotEmpty();
      }
    }
  }

  @Test
  void owidAndJhu_areReadWhole() throws Exception {
    Path conf = Files.createTempFile("sources", ".conf");
    Files.writeString(
        conf,
        """
        sources {
          owid { location = "x", format = owid, suffix = owid }
          jhu { location = "x", format = jhu, measure = cases, suffix = jhu, finalNewline = optional }
        }
        """);
    List<Source> sources = Sources.load(conf);
    Files.delete(conf);
    ParsedFile jhu =
        parse(sources.get(0), mirror.resolve("jhu/jhu_2022-03-16_confirmed_global.csv.gz"));
    assertThat(jhu.rejects()).isEmpty();
    assertThat(jhu.observations()).hasSize(785 * 198);
    double germany =
        jhu.observations().stream()
            .filter(o -> o.series().entity().equals("DEU"))
            .mapToDouble(Observation::value)
            .sum();
    assertThat(germany).isGreaterThan(17_000_000);
    ParsedFile owid =
        parse(sources.get(1), mirror.resolve("owid/owid-covid-data-2020-12-17.csv.gz"));
    assertThat(owid.rejects()).isEmpty();
    assertThat(owid.observations()).hasSize(54556 - 749 + 54556 - 8773);
  }
}

package io.lambdax.importer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mirrored file, read as the oracle ../shared/tools/reference.py reads it. */
class MirrorTest {
  /** As in the oracle: where the code column is not three capital letters, its geoIds. */
  private static final Map<String, String> BY_GEO_ID =
      Map.ofEntries(
          Map.entry("AI", "AIA"),
          Map.entry("BLM", "BLM"),
          Map.entry("BQ", "BES"),
          Map.entry("CA", "CAN"),
          Map.entry("CZ", "CZE"),
          Map.entry("EH", "ESH"),
          Map.entry("FK", "FLK"),
          Map.entry("GG", "GGY"),
          Map.entry("JE", "JEY"),
          Map.entry("JPG11668", "JPG11668"),
          Map.entry("LA", "LAO"),
          Map.entry("MS", "MSR"),
          Map.entry("SX", "SXM"),
          Map.entry("SZ", "SWZ"),
          Map.entry("TC", "TCA"),
          Map.entry("TW", "TWN"),
          Map.entry("VA", "VAT"),
          Map.entry("WF", "WLF"));

  private final Path root = Path.of(System.getProperty("lambdax.root", ".."));
  private final Path mirror = root.resolve("../shared/data/mirror");

  @BeforeEach
  void needsTheMirror() {
    if (!Boolean.getBoolean("lambdax.shared.required")) {
      assumeThat(Files.isDirectory(mirror))
          .as("skipped: the mirrored data is not at " + mirror)
          .isTrue();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return plain.readAllBytes();
    }
  }

  private static ParsedFile parse(Source source, Path file) throws IOException, RefusedFile {
    return FileParser.parse(source, bytes(file), String.valueOf(file.getFileName()));
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
      try (Stream<Path> found = Files.list(mirror.resolve(directory))) {
        found.sorted().forEach(files::add);
      }
    }
    assertThat(files).hasSize(43);
    for (Path file : files) {
      ParsedFile parsed = parse(source, file);
      Map<String, Double> seen = new TreeMap<>();
      parsed.observations().forEach(o -> seen.put(o.series() + " " + o.date(), o.value()));
      assertThat(parsed.rejects()).as(file.toString()).isEmpty();
      assertThat(parsed.endsInCompleteLine()).as(file.toString()).isTrue();
      assertThat(seen).as(file.toString()).isEqualTo(expected(file));
    }
  }

  private static Map<String, Double> expected(Path file) throws IOException, RefusedFile {
    Map<String, Double> values = new TreeMap<>();
    DateTimeFormatter format = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(Text.of(bytes(file), "expected"))) {
      for (NamedCsvRecord row : reader) {
        String code =
            row.findField("countryterritoryCode").orElseGet(() -> row.getField("countryCode"));
        String entity = code.matches("[A-Z]{3}") ? code : BY_GEO_ID.get(row.getField("geoId"));
        LocalDate day = LocalDate.parse(row.getField("dateRep").replace('-', '/'), format);
        for (String measure : List.of("cases", "deaths")) {
          values.put(
              "health:" + entity + ":" + measure + " " + day,
              Double.parseDouble(row.getField(measure)));
        }
      }
    }
    return values;
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

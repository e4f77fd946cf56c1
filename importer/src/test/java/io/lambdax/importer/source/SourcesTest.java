package io.lambdax.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.format.ParsedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
  @TempDir private Path dir;

  private List<Source> load(String text) throws IOException {
    return Sources.load(Files.writeString(dir.resolve("sources.conf"), text));
  }

  @Test
  void sample_parsesIntoThirteenSeries() throws Exception {
    Source sample = Sources.sample().get(0);
    Location.LocalFiles at = (Location.LocalFiles) sample.location();
    ParsedFile parsed =
        FileParser.parse(sample, Files.readAllBytes(at.directory().resolve(at.glob())), at.glob());
    assertThat(parsed.rejects()).isEmpty();
    assertThat(parsed.rows()).isEqualTo(349);
    assertThat(parsed.endsInCompleteLine()).isTrue();
    assertThat(parsed.observations().stream().map(o -> o.series().toString()).distinct())
        .hasSize(13)
        .contains("market:DAX:close", "health:GBR:deaths");
  }

  @Test
  void liveSources_areWellFormed() throws Exception {
    Path live = Path.of(Sources.class.getResource("/sources-live.conf").toURI());
    assertThat(Sources.load(live))
        .extracting(Source::name)
        .containsExactly("ecdc", "jhu-cases", "jhu-deaths", "owid", "stooq-dax", "yahoo-dax");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sources { a { location = x.csv, format = ecdk } } | source 'a': unknown format 'ecdk': write one of [ecdc,",
        "sources { a { location = x.csv, format = ecdc, ful = true } } | source 'a': unknown key 'ful': a source of format ecdc may have",
        "sources { a { location = x.csv, format = jhu } } | source 'a': ",
        "sources { a { location = x.csv, format = ecdc, finalNewline = maybe } } | must be 'required' or 'optional', not 'maybe'",
        "sources { a { location = \"ftp://x/y.csv\", format = ecdc } } | must be an https:, http: or file: address",
        "sources { a { location = x.csv, format = ecdc, interval = 0s } } | interval PT0S",
        "sources { A { location = x.csv, format = ecdc } } | 'A' must be lower-case",
        "source { } | unknown key 'source'",
        "sources { } | no sources",
        "sources { a { location = x.csv, format = ohlcv, columns { date = 0 } } } | the first column is 1",
        "sources { a { location = x.csv, format = wide, date = d, dateFormat = yyyy, series { x = \"market:X:close\" } } } | dateFormat 'yyyy'",
        "sources { a { location = x.csv, format = wide, date = d, series { x = \"markt:X:close\" } } } | must be market or health",
      })
  void wrongDeclaration_saysWhereAndWhatWouldBeRight(String text, String message) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(BadDeclaration.class)
        .hasMessageContaining("sources.conf")
        .hasMessageContaining(message);
  }

  @Test
  void twoSourcesOfOneSeries_refusedAtStart_unlessOneHasASuffix() throws IOException {
    String two =
        "sources { a { location = x.csv, format = ecdc }, b { location = y, format = owid %s } }";
    assertThatThrownBy(() -> load(two.formatted("")))
        .hasMessageContaining("from source 'a' and source 'b' claims it too")
        .hasMessageContaining("suffix = \"b\"");
    assertThat(load(two.formatted(", suffix = owid"))).hasSize(2);
  }

  @Test
  void perFile_isASourceForEachFile() throws IOException {
    Files.writeString(dir.resolve("_CON.DE.csv"), "");
    Files.writeString(dir.resolve("SAP.DE.csv"), "");
    List<Source> sources =
        load("sources { m { location = \"*.DE.csv\", format = ohlcv, perFile = true } }");
    assertThat(sources).extracting(Source::name).containsExactly("m-sap", "m-con");
    assertThat(sources.get(1).layout().claims())
        .extracting(Claim::toString)
        .contains("market:CON:close");
  }
}

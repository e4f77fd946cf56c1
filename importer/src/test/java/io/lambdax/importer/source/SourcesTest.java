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
        "sources { a { location = x.csv, format = ecdk } } | sources.conf:1: source 'a': unknown format 'ecdk', did you mean ecdc? There are [ecdc,",
        "sources { a { location = x.csv, format = ecdc, ful = true } } | source 'a': unknown key ful, did you mean full? It may have [dateInName, finalNewline, format,",
        "sources { a { location = x.csv, format = jhu } } | source 'a': has no measure: write for example measure = cases",
        "sources { a { location = x.csv, format = ecdc, finalNewline = maybe } } | must be 'required' or 'optional', not 'maybe'",
        "sources { a { location = \"ftp://x/y.csv\", format = ecdc } } | must be an https:, http: or file: address",
        "sources { a { location = x.csv, format = ecdc, interval = 0s } } | interval PT0S",
        "sources { A { location = x.csv, format = ecdc } } | 'A' must be lower-case",
        "source { } | unknown key source, did you mean sources?",
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
  void everythingThatIsWrong_isToldAtOnce_inTheOrderOfTheFile() {
    String text =
        """
        sources {
          a {
            location = "a.csv"
            formt = wide
            dat = date
            colour = red
            series { "DAX" = "markt:DAX:close" }
          }
          b {
            format = jhu
            interval = soon
            full = perhaps
            dateInName = "cases-("
          }
          C { location = "https://a b/c.csv", format = long, kind = helth }
        }
        """;
    assertThatThrownBy(() -> load(text))
        .isInstanceOfSatisfying(
            BadDeclaration.class,
            bad ->
                assertThat(bad.problems().stream().map(p -> p.replace(dir + "/", "")))
                    .satisfiesExactly(
                        p ->
                            assertThat(p)
                                .startsWith(
                                    in(4, "a")
                                        + "unknown key formt, did you mean format? It may have ["),
                        p ->
                            assertThat(p)
                                .startsWith(in(5, "a") + "unknown key dat, did you mean date? It"),
                        p ->
                            assertThat(p)
                                .startsWith(
                                    in(6, "a")
                                        + "unknown key colour: it may have [date, dateFormat, dateInName, delimiter, finalNewline, format, full, headerLines,"),
                        p -> assertThat(p).startsWith(in(7, "a") + "column 'DAX': "),
                        p -> assertThat(p).startsWith(in(9, "b") + "has no location: write"),
                        p -> assertThat(p).startsWith(in(9, "b") + "has no measure: write"),
                        p -> assertThat(p).startsWith(in(11, "b")).contains("interval"),
                        p ->
                            assertThat(p)
                                .isEqualTo(
                                    in(12, "b") + "full has type STRING rather than BOOLEAN"),
                        p -> assertThat(p).startsWith(in(13, "b") + "dateInName 'cases-(': "),
                        p ->
                            assertThat(p)
                                .startsWith(
                                    in(15, "C") + "location 'https://a b/c.csv' is no address: "),
                        p ->
                            assertThat(p)
                                .isEqualTo(
                                    in(15, "C") + "kind must be market or health, not 'helth'"),
                        p -> assertThat(p).startsWith(in(15, "C") + "has no date: write"),
                        p -> assertThat(p).startsWith(in(15, "C") + "has no entity: write"),
                        p -> assertThat(p).startsWith(in(15, "C") + "has no measures: write"),
                        p ->
                            assertThat(p)
                                .startsWith(in(15, "C") + "source name 'C' must be lower-case")))
        .hasMessageNotContaining("Exception");
  }

  private static String in(int line, String source) {
    return "sources.conf:" + line + ": source '" + source + "': ";
  }

  @Test
  void brokenSyntaxAndUnreadableFile_saySo_withoutNamesOfExceptions() throws IOException {
    assertThatThrownBy(() -> load("sources {\n  a { location = \n"))
        .hasMessageContaining("sources.conf:3: ")
        .hasMessageNotContaining("Exception");
    assertThatThrownBy(() -> load("sources { a { location = ${nowhere}, format = ecdc } }"))
        .hasMessageContaining("sources.conf:1: ")
        .hasMessageContaining("${nowhere}");
    Path none = dir.resolve("none.conf");
    assertThatThrownBy(() -> Sources.load(none))
        .hasMessage(
            "sources file "
                + none
                + " cannot be read: there is no such file; name one that exists");
    Path latin = Files.write(dir.resolve("latin.conf"), new byte[] {'a', '=', (byte) 0xe9});
    assertThatThrownBy(() -> Sources.load(latin)).hasMessageContaining("it is not UTF-8 text");
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

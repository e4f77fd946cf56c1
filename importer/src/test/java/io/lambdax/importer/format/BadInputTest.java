package io.lambdax.importer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.SeriesId;
import io.lambdax.importer.source.Column;
import io.lambdax.importer.source.Csv;
import io.lambdax.importer.source.Layout;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private static final String HEADER =
      "dateRep,cases,deaths,countriesAndTerritories,geoId,countryterritoryCode\n";

  private static Source source(Layout layout) {
    return new Source(
        "test",
        new Location.LocalFiles(Path.of("."), "x.csv", Optional.empty()),
        layout,
        true,
        Duration.ofHours(1),
        true);
  }

  private static ParsedFile ecdc(String text, Charset charset) throws RefusedFile {
    Source source = source(new Layout.Ecdc(Optional.empty()));
    return FileParser.parse(source, text.getBytes(charset), "ecdc.csv");
  }

  private static ParsedFile ecdc(String text) throws RefusedFile {
    return ecdc(text, StandardCharsets.UTF_8);
  }

  private static Layout.Ohlcv prices(Column date, Column close) {
    return new Layout.Ohlcv(
        Optional.empty(),
        date,
        Map.of("close", close),
        Set.of(),
        Csv.of("yyyy-MM-dd", "M/d/yyyy"),
        Optional.empty());
  }

  private static String many(int rows) {
    StringBuilder text = new StringBuilder(HEADER);
    LocalDate day = LocalDate.of(2020, 1, 1);
    for (int i = 0; i < rows; i++, day = day.plusDays(1)) {
      text.append(
          "%02d/%02d/%d,%d,0,Germany,DE,DEU\n"
              .formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear(), i));
    }
    return text.toString();
  }

  @Test
  void emptyFile_refused() {
    assertThatThrownBy(() -> ecdc(" \n"))
        .isInstanceOf(RefusedFile.class)
        .hasMessageContaining("ecdc.csv, line 1: the file is empty (2 bytes)");
  }

  @Test
  void gzipThatIsCutOffOrDamaged_refused() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(many(300).getBytes(StandardCharsets.UTF_8));
    }
    Source source = source(new Layout.Ecdc(Optional.empty()));
    byte[] whole = packed.toByteArray();
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> FileParser.parse(source, cut, "ecdc.csv.gz"))
        .isInstanceOf(RefusedFile.class)
        .hasMessage("ecdc.csv.gz: its gzip is cut off: fetch or copy the file again");
    byte[] damaged = whole.clone();
    damaged[whole.length - 6]++;
    assertThatThrownBy(() -> FileParser.parse(source, damaged, "ecdc.csv.gz"))
        .hasMessageContaining("its gzip is damaged");
    assertThatThrownBy(() -> FileParser.parse(source, whole, "ecdc.csv.gz"))
        .hasMessageContaining("gzip within gzip");
  }

  @Test
  void headerOnly_refused() {
    assertThatThrownBy(() -> ecdc(HEADER)).hasMessageContaining("no rows after the header");
  }

  @Test
  void html_refusedWithItsFirstLine() {
    assertThatThrownBy(() -> ecdc("<!DOCTYPE html>\n<html><body>gone</body></html>"))
        .hasMessageContaining("ecdc.csv, line 1: '<!DOCTYPE html>' is HTML, not CSV");
  }

  @Test
  void missingColumn_refusedWithTheHeaderThatIsThere() {
    assertThatThrownBy(() -> ecdc(many(3).replace("deaths", "died")))
        .hasMessageContaining("ecdc.csv, line 1: no column 'deaths'")
        .hasMessageContaining("dateRep,cases,died");
  }

  @Test
  void brokenHeaderLine_refusedUnlessColumnsGoByPlace() throws RefusedFile {
    byte[] file =
        "BAYN\n5/19/2011,56.8,57.9\n5/20/2011,56.0,57.0\n".getBytes(StandardCharsets.UTF_8);
    Source byName = source(prices(Column.named("Date"), Column.named("Close")));
    assertThatThrownBy(() -> FileParser.parse(byName, file, "BAYN.DE.csv"))
        .hasMessageContaining("BAYN.DE.csv, line 1: no column 'Date'; the header line has 'BAYN'")
        .hasMessageContaining("give columns by position");
    Source byPlace = source(prices(new Column.At(1), new Column.At(2)));
    ParsedFile parsed = FileParser.parse(byPlace, file, "_BAYN.DE.csv");
    assertThat(parsed.observations())
        .containsExactly(
            new Observation(
                SeriesId.parse("market:BAYN:close"), LocalDate.of(2011, 5, 19), 56.8, 2),
            new Observation(
                SeriesId.parse("market:BAYN:close"), LocalDate.of(2011, 5, 20), 56.0, 3));
    assertThat(parsed.endsInCompleteLine()).isTrue();
  }

  @Test
  void wrongDateAndNumber_rowsRejectedTheRestTaken() throws RefusedFile {
    String text =
        many(300)
            .replace("05/01/2020,4,", "31/02/2020,4,")
            .replace("08/01/2020,7,", "08/01/2020,7x,");
    ParsedFile parsed = ecdc(text);
    assertThat(parsed.rows()).isEqualTo(300);
    assertThat(parsed.observations()).hasSize(2 * 298);
    assertThat(parsed.rejects())
        .extracting(Reject::toString)
        .containsExactly(
            "line 6, column dateRep, '31/02/2020': is no day of the form d/M/yyyy or d-M-yyyy",
            "line 9, column cases, '7x': is no number: write digits with a point, as in 1234.5");
  }

  @Test
  void aMisprintIsNoWithdrawal() throws RefusedFile {
    ParsedFile parsed = ecdc(many(300).replace("08/01/2020,7,", "08/01/2020,7x,"));
    SeriesId cases = SeriesId.parse("health:DEU:cases");
    assertThat(parsed.mayWithdraw(cases, LocalDate.of(2020, 1, 8))).isFalse();
    assertThat(parsed.mayWithdraw(cases, LocalDate.of(2019, 1, 8))).isTrue();
  }

  @Test
  void overOnePercentBroken_fileRefused() {
    assertThatThrownBy(() -> ecdc(many(300).replace("/02/2020", "/2/20x")))
        .hasMessageContaining("29 of 300 rows are broken, over 1 %, so none is taken")
        .hasMessageContaining("line 33, column dateRep, '01/2/20x'")
        // None is taken, so all are refused.
        .isInstanceOfSatisfying(
            RefusedFile.class,
            e -> {
              assertThat(e.rows()).isEqualTo(300);
              assertThat(e.rejected()).isEqualTo(29);
              assertThat(e.rejects()).extracting(Reject::line).contains(33L, 61L).hasSize(29);
            });
  }

  @Test
  void ofARefusedFile_aThousandBrokenRowsAreKept() {
    assertThatThrownBy(() -> ecdc(many(3000).replaceAll("/20\\d\\d,", "/x,")))
        .isInstanceOfSatisfying(
            RefusedFile.class,
            e -> {
              assertThat(e.rejected()).isEqualTo(3000);
              assertThat(e.rejects()).hasSize(1000);
            });
  }

  @Test
  void duplicateKeyWithTwoValues_neitherTaken_identicalOneIsFine() throws RefusedFile {
    ParsedFile parsed =
        ecdc(many(300) + "01/01/2020,5,0,Germany,DE,DEU\n02/01/2020,1,0,Germany,DE,DEU\n");
    assertThat(parsed.rejects()).hasSize(1);
    assertThat(parsed.rejects().get(0).reason())
        .isEqualTo(
            "health:DEU:cases on 2020-01-01 is 0.0 in line 2 and 5.0 here: neither is taken");
    assertThat(parsed.observations()).hasSize(599);
    assertThat(parsed.mayWithdraw(SeriesId.parse("health:DEU:cases"), LocalDate.of(2020, 1, 1)))
        .isFalse();
  }

  @Test
  void cutInMidLine_isSeen() throws RefusedFile {
    String text = many(300);
    assertThat(ecdc(text).endsInCompleteLine()).isTrue();
    assertThat(ecdc(text.substring(0, text.length() - 20)).endsInCompleteLine()).isFalse();
    assertThat(ecdc(text.substring(0, text.length() - 1)).endsInCompleteLine()).isFalse();
  }

  @Test
  void negativeCounts_kept() throws RefusedFile {
    assertThat(ecdc(HEADER + "01/01/2020,-713,-2,Spain,ES,ESP\n").observations())
        .extracting(Observation::value)
        .containsExactly(-713.0, -2.0);
  }

  @Test
  void unknownCountryCode_keptAsItIs() throws RefusedFile {
    assertThat(ecdc(HEADER + "01/01/2020,1,2,Nowhere,QQ,\n").observations())
        .extracting(o -> o.series().toString())
        .containsExactly("health:QQ:cases", "health:QQ:deaths");
  }

  @Test
  void latin1AndDoubleEncoding_oneCuracao() throws RefusedFile {
    String row = "01/01/2020,1,2,Curaçao,,\n";
    for (ParsedFile file :
        List.of(
            ecdc(HEADER + row, StandardCharsets.ISO_8859_1),
            ecdc("\ufeff" + HEADER + row),
            ecdc(HEADER + row.replace("ç", "Ã§")))) {
      assertThat(file.observations().get(0).series()).hasToString("health:CUW:cases");
    }
  }

  @Test
  void blankLinesAndStrangeLineEnds_areNoRows() throws RefusedFile {
    ParsedFile parsed = ecdc(many(3).replace("\n", "\r\n") + "\r\r\n\r\n");
    assertThat(parsed.rows()).isEqualTo(3);
    assertThat(parsed.rejects()).isEmpty();
  }

  @Test
  void nullCells_areNoValues() throws RefusedFile {
    Source source = source(prices(Column.named("Date"), Column.named("Close")));
    byte[] file = "Date,Close\n2020-01-01,null\n2020-01-02,5\n".getBytes(StandardCharsets.UTF_8);
    ParsedFile parsed = FileParser.parse(source, file, "X.csv");
    assertThat(parsed.observations()).hasSize(1);
    assertThat(parsed.rejects()).isEmpty();
  }

  @Test
  void jhu_provincesSummedThenDifferenced() throws RefusedFile {
    String text =
        """
        Province/State,Country/Region,Lat,Long,1/22/20,1/23/2020,1/24/20
        A,Australia,1,1,1,3,2
        B,Australia,1,1,10,10,11
        ,Burma,,,0,0,5
        """;
    Source source = source(new Layout.Jhu("cases", Optional.of("jhu")));
    assertThat(FileParser.parse(source, text.getBytes(StandardCharsets.UTF_8), "j").observations())
        .extracting(o -> o.series() + " " + o.date() + " " + o.value())
        .containsExactly(
            "health:AUS:cases@jhu 2020-01-22 11.0",
            "health:AUS:cases@jhu 2020-01-23 2.0",
            "health:AUS:cases@jhu 2020-01-24 0.0",
            "health:MMR:cases@jhu 2020-01-22 0.0",
            "health:MMR:cases@jhu 2020-01-23 0.0",
            "health:MMR:cases@jhu 2020-01-24 5.0");
  }
}

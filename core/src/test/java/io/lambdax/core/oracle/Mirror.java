package io.lambdax.core.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The mirrored files and the oracle's frozen answers, read with as little code as will do and none
 * of the importer's, so that the mathematics is tested on its own.
 */
final class Mirror {
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

  private final Path data;

  private Mirror(Path data) {
    this.data = data;
  }

  static Mirror openOrSkip() {
    Path data = Path.of(System.getProperty("lambdax.root", "..")).resolve("../shared/data");
    boolean there = Files.isDirectory(data);
    if (Boolean.getBoolean("lambdax.shared.required") && !there) {
      throw new IllegalStateException("lambdax.shared.required is set but there is no " + data);
    }
    Assumptions.assumeTrue(there, "skipped: ../shared/data is not beside the project");
    return new Mirror(data);
  }

  List<JsonNode> answers(String file) {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> out = new ArrayList<>();
    for (String line : text(data.resolve("reference").resolve(file)).split("\n")) {
      try {
        out.add(json.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return out;
  }

  Map<SeriesId, Series> market() {
    Map<SeriesId, Series> out = new HashMap<>();
    List<Path> files = new ArrayList<>(List.of(data.resolve("mirror/market/DAX.csv")));
    try (var members = Files.list(data.resolve("mirror/market/dax-members"))) {
      members.sorted().forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path file : files) {
      String name = file.getFileName().toString().split("\\.")[0].replaceFirst("^_", "");
      out.put(new SeriesId(Kind.MARKET, name, "close"), closes(text(file)));
    }
    return out;
  }

  private static Series closes(String text) {
    String head = text.lines().findFirst().orElseThrow();
    String named =
        head.contains("Close")
            ? text
            : "Date,Close,Open,High,Low,Adj Close,Volume\n"
                + text.substring(text.indexOf('\n') + 1);
    TreeMap<LocalDate, Double> values = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(named)) {
      csv.forEach(
          row -> values.put(day(row.getField("Date")), Double.valueOf(row.getField("Close"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Series.of(values);
  }

  private static LocalDate day(String text) {
    return text.contains("-")
        ? LocalDate.parse(text)
        : LocalDate.parse(text, DateTimeFormatter.ofPattern("M/d/yyyy"));
  }

  Map<SeriesId, Series> health(String file) {
    Map<SeriesId, TreeMap<LocalDate, Double>> values = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(text(data.resolve("mirror").resolve(file)))) {
      csv.forEach(
          row -> {
            String code =
                row.findField("countryterritoryCode").orElseGet(() -> row.getField("countryCode"));
            String entity = code.matches("[A-Z]{3}") ? code : BY_GEO_ID.get(row.getField("geoId"));
            LocalDate day =
                LocalDate.parse(
                    row.getField("dateRep").replace('-', '/'),
                    DateTimeFormatter.ofPattern("dd/MM/yyyy"));
            for (String measure : List.of("cases", "deaths")) {
              if (entity != null && !row.getField(measure).isBlank()) {
                values
                    .computeIfAbsent(
                        new SeriesId(Kind.HEALTH, entity, measure), k -> new TreeMap<>())
                    .put(day, Double.valueOf(row.getField(measure)));
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<SeriesId, Series> out = new HashMap<>();
    values.forEach((id, v) -> out.put(id, Series.of(v)));
    return out;
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes =
          (file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException latin) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.lambdax.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.lambdax.core.series.SeriesId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The mirrored files, read as the oracle reads them and with nothing of the importer. */
public final class Mirror {
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

  private Mirror() {}

  /** The directory of shared data; the test is skipped, or fails, where there is none. */
  public static Path dataOrSkip() {
    Path data = Path.of(System.getProperty("lambdax.root", "..")).resolve("../shared/data");
    boolean there = Files.isDirectory(data);
    if (Boolean.getBoolean("lambdax.shared.required")) {
      assertThat(there).as("lambdax.shared.required is set but there is no " + data).isTrue();
    }
    assumeThat(there).as("skipped: there is no " + data + " beside the project").isTrue();
    return data;
  }

  /** The files of a directory, by name. */
  public static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.sorted().toList();
    }
  }

  /** A file's bytes, unpacked. */
  public static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return plain.readAllBytes();
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = bytes(file);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException latin) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The values of one of ECDC's daily files. */
  public static Map<SeriesId, SortedMap<LocalDate, Double>> ecdc(Path file) throws IOException {
    Map<SeriesId, SortedMap<LocalDate, Double>> values = new TreeMap<>();
    DateTimeFormatter format = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text(file))) {
      for (NamedCsvRecord row : reader) {
        String code =
            row.findField("countryterritoryCode").orElseGet(() -> row.getField("countryCode"));
        String entity = code.matches("[A-Z]{3}") ? code : BY_GEO_ID.get(row.getField("geoId"));
        LocalDate day = LocalDate.parse(row.getField("dateRep").replace('-', '/'), format);
        for (String measure : List.of("cases", "deaths")) {
          values
              .computeIfAbsent(
                  SeriesId.parse("health:" + entity + ":" + measure), id -> new TreeMap<>())
              .put(day, Double.valueOf(row.getField(measure)));
        }
      }
    }
    return values;
  }

  /** The closes of the DAX and its members. */
  public static Map<SeriesId, SortedMap<LocalDate, Double>> closes(Path data) throws IOException {
    Map<SeriesId, SortedMap<LocalDate, Double>> closes = new TreeMap<>();
    List<Path> files = new ArrayList<>(files(data.resolve("mirror/market/dax-members")));
    files.add(data.resolve("mirror/market/DAX.csv"));
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).split("\\.")[0].replaceFirst("^_", "");
      closes.put(SeriesId.parse("market:" + name + ":close"), closesOf(text(file)));
    }
    return closes;
  }

  private static SortedMap<LocalDate, Double> closesOf(String text) throws IOException {
    String named =
        text.lines().findFirst().orElseThrow().contains("Close")
            ? text
            : "Date,Close,Open,High,Low,Adj Close,Volume\n"
                + text.substring(text.indexOf('\n') + 1);
    SortedMap<LocalDate, Double> closes = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(named)) {
      for (NamedCsvRecord row : csv) {
        String day = row.getField("Date");
        closes.put(
            day.contains("-")
                ? LocalDate.parse(day)
                : LocalDate.parse(day, DateTimeFormatter.ofPattern("M/d/yyyy")),
            Double.valueOf(row.getField("Close")));
      }
    }
    return closes;
  }
}

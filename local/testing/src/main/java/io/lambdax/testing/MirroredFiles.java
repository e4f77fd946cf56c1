package io.lambdax.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The mirrored files in ../shared, read as the oracle reads them, with as little code as will do
 * and none of Lambdax's. Series go by their names.
 */
public final class MirroredFiles {
  private static final DateTimeFormatter ECDC_DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MARKET_DAY = DateTimeFormatter.ofPattern("M/d/yyyy");

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

  private MirroredFiles() {}

  /**
   * The directory of shared data. Where there is none the calling test is skipped, or fails if
   * {@code -Dlambdax.shared.required=true}.
   */
  public static Path dataOrSkip() {
    return Shared.orSkip("data");
  }

  /** The files of a directory, by name. */
  public static List<Path> files(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes, unpacked. */
  public static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text: UTF-8, or Latin-1 where it is not; without a byte order mark. */
  public static String text(Path file) {
    byte[] bytes = bytes(file);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException latin) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The cases and deaths of one of ECDC's daily files. */
  public static Map<String, SortedMap<LocalDate, Double>> ecdc(Path file) {
    Map<String, SortedMap<LocalDate, Double>> values = new TreeMap<>();
    eachRow(
        text(file),
        row -> {
          String code =
              row.findField("countryterritoryCode").orElseGet(() -> row.getField("countryCode"));
          String entity = code.matches("[A-Z]{3}") ? code : BY_GEO_ID.get(row.getField("geoId"));
          LocalDate day = LocalDate.parse(row.getField("dateRep").replace('-', '/'), ECDC_DAY);
          for (String measure : List.of("cases", "deaths")) {
            if (entity != null && !row.getField(measure).isBlank()) {
              values
                  .computeIfAbsent("health:" + entity + ":" + measure, id -> new TreeMap<>())
                  .put(day, Double.valueOf(row.getField(measure)));
            }
          }
        });
    return values;
  }

  /** The closes of the DAX and its members. */
  public static Map<String, SortedMap<LocalDate, Double>> closes(Path data) {
    Map<String, SortedMap<LocalDate, Double>> closes = new TreeMap<>();
    List<Path> files = new ArrayList<>(files(data.resolve("mirror/market/dax-members")));
    files.add(data.resolve("mirror/market/DAX.csv"));
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).split("\\.")[0].replaceFirst("^_", "");
      closes.put("market:" + name + ":close", closesOf(text(file)));
    }
    return closes;
  }

  private static SortedMap<LocalDate, Double> closesOf(String text) {
    String named =
        text.lines().findFirst().orElseThrow().contains("Close")
            ? text
            : "Date,Close,Open,High,Low,Adj Close,Volume\n"
                + text.substring(text.indexOf('\n') + 1);
    SortedMap<LocalDate, Double> closes = new TreeMap<>();
    eachRow(
        named,
        row -> {
          String day = row.getField("Date");
          closes.put(
              day.contains("-") ? LocalDate.parse(day) : LocalDate.parse(day, MARKET_DAY),
              Double.valueOf(row.getField("Close")));
        });
    return closes;
  }

  private static void eachRow(String text, Consumer<NamedCsvRecord> use) {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      rows.forEach(use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

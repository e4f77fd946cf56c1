package io.lambdax.importer.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The dialect of a CSV file.
 *
 * @param headerLines lines before the first row; the last of them holds the titles
 * @param dateFormats patterns tried in order, as {@link DateTimeFormatter} has them
 * @param delimiter between fields
 */
public record Csv(int headerLines, List<String> dateFormats, char delimiter) {
  /** Refuses a negative number of header lines, and dates that no pattern reads. */
  public Csv {
    dateFormats = List.copyOf(dateFormats);
    if (headerLines < 0 || headerLines > 100) {
      throw new BadDeclaration("headerLines must be 0 to 100, not " + headerLines);
    }
    dateFormats.forEach(Csv::requireDates);
  }

  private static void requireDates(String format) {
    try {
      LocalDate day = LocalDate.of(2020, 12, 31);
      DateTimeFormatter reader = DateTimeFormatter.ofPattern(format);
      if (LocalDate.parse(day.format(reader), reader).equals(day)) {
        return;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadDeclaration(
          "dateFormat '" + format + "' is no pattern of a day: write for example yyyy-MM-dd");
    }
    throw new BadDeclaration("dateFormat '" + format + "' does not say day, month and year");
  }

  /** One header line, commas between fields. */
  public static Csv of(String... dateFormats) {
    return new Csv(1, List.of(dateFormats), ',');
  }
}

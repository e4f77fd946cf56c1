package io.lambdax.importer.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the cells of one file. For one thread: it remembers the days it has read. */
final class Cells {
  private static final Set<String> ABSENT = Set.of("", "null", "na", "n/a", "nan", "-");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

  private final List<String> patterns;
  private final List<DateTimeFormatter> formats;
  private final Map<String, Optional<LocalDate>> days = new HashMap<>();

  Cells(List<String> patterns) {
    this.patterns = patterns;
    this.formats =
        patterns.stream()
            .map(
                p ->
                    DateTimeFormatter.ofPattern(p.replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT))
            .toList();
  }

  /** Whether a cell says that there is no value. */
  static boolean isAbsent(String cell) {
    return ABSENT.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** A finite number, or nothing: Java's own parser also takes 1d, 0x1p3 and Infinity. */
  static OptionalDouble number(String cell) {
    if (!NUMBER.matcher(cell).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(cell);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** A day of the years 1800 to 2199 in one of this file's formats, or nothing. */
  Optional<LocalDate> day(String cell) {
    return days.computeIfAbsent(cell, this::parse);
  }

  private Optional<LocalDate> parse(String cell) {
    return formats.stream().flatMap(f -> day(cell, f).stream()).findFirst();
  }

  private static Optional<LocalDate> day(String cell, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDate.parse(cell, format))
          .filter(day -> day.getYear() >= 1800 && day.getYear() < 2200);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What a day should look like, for a message. */
  String dayHint() {
    return "is no day of the form " + String.join(" or ", patterns);
  }
}

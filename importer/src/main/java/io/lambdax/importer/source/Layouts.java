package io.lambdax.importer.source;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads how the files of a source are laid out. */
final class Layouts {
  private final Settings settings;
  private final Optional<String> suffix;

  Layouts(Settings settings) {
    this.settings = settings;
    this.suffix =
        settings
            .text("suffix")
            .filter(
                s ->
                    settings
                        .attempt(
                            "suffix", () -> new SeriesId(Kind.HEALTH, "X", "x", Optional.of(s)))
                        .isPresent());
  }

  /** The layout of one of the formats that {@link Keys} knows. */
  Layout of(String format, Location location) {
    return switch (format) {
      case "ecdc" -> new Layout.Ecdc(suffix);
      case "owid" -> new Layout.Owid(owidMeasures(), suffix);
      case "jhu" -> new Layout.Jhu(jhuMeasure(), suffix);
      case "ohlcv" -> ohlcv(location);
      case "wide" ->
          new Layout.WideTable(settings.column("date"), wide(), csv("yyyy-MM-dd"), suffix);
      case "long" ->
          new Layout.LongTable(
              kind(),
              settings.column("date"),
              settings.column("entity"),
              settings.columns("measures", "{ cases = \"new_cases\" }"),
              csv("yyyy-MM-dd"),
              suffix);
      default -> throw new IllegalArgumentException("no format " + format);
    };
  }

  private Map<String, String> owidMeasures() {
    if (!settings.has("measures")) {
      return Map.of("cases", "new_cases", "deaths", "new_deaths");
    }
    Map<String, String> titles = new TreeMap<>();
    settings.members(
        "measures",
        "{ cases = \"new_cases\" }",
        (measure, title) ->
            titles.put(Settings.measure(measure), String.valueOf(title.unwrapped())));
    return titles;
  }

  private String jhuMeasure() {
    return settings.requires("measure", "cases")
        ? settings
            .text("measure")
            .flatMap(m -> settings.attempt("measure", () -> Settings.measure(m)))
            .orElse("cases")
        : "cases";
  }

  private Layout ohlcv(Location location) {
    Map<String, Column> all = usual();
    Set<String> optional = new TreeSet<>(all.keySet());
    optional.remove("close");
    Column date = Column.named("Date");
    if (settings.has("columns")) {
      Map<String, Column> given = settings.columns("columns", "{ date = 1, close = 5 }");
      date = Optional.ofNullable(given.remove("date")).orElse(date);
      all = given;
      optional = Set.of();
    }
    if (settings.has("measures")) {
      List<String> wanted =
          settings
              .attempt("measures", () -> settings.config().getStringList("measures"))
              .orElse(List.copyOf(all.keySet()));
      if (!all.keySet().containsAll(wanted) || wanted.isEmpty()) {
        settings.wrong(
            "measures", "measures " + wanted + " must be some of " + new TreeSet<>(all.keySet()));
      }
      all.keySet().retainAll(wanted);
      optional = Set.of();
    }
    return new Layout.Ohlcv(
        settings.text("entity").or(() -> fixedName(location)),
        date,
        all,
        optional,
        csv("yyyy-MM-dd", "M/d/yyyy", "yyyyMMdd"),
        suffix);
  }

  /** What Yahoo and Stooq call the columns. */
  private static Map<String, Column> usual() {
    Map<String, Column> columns = new TreeMap<>();
    for (String title : List.of("Close", "Open", "High", "Low", "Volume")) {
      columns.put(title.toLowerCase(Locale.ROOT), Column.named(title));
    }
    columns.put("adjclose", Column.named("Adj Close", "AdjClose"));
    return columns;
  }

  private static Optional<String> fixedName(Location location) {
    return location instanceof Location.LocalFiles files && !files.glob().matches(".*[*?\\[{].*")
        ? Optional.of(Layout.Ohlcv.entityOf(files.glob()))
        : Optional.empty();
  }

  private Kind kind() {
    Optional<String> word =
        settings.requires("kind", "health") ? settings.text("kind") : Optional.empty();
    Optional<Kind> kind = word.flatMap(Kind::of);
    if (word.isPresent() && kind.isEmpty()) {
      settings.wrong("kind", "kind must be market or health, not '" + word.get() + "'");
    }
    return kind.orElse(Kind.HEALTH);
  }

  private List<WideColumn> wide() {
    List<WideColumn> columns = new ArrayList<>();
    settings.members(
        "series",
        "{ \"DAX_close\" = \"market:DAX:close\" }",
        (title, series) -> columns.add(new WideColumn(title, String.valueOf(series.unwrapped()))));
    return columns;
  }

  private Csv csv(String... dateFormats) {
    char delimiter = ',';
    String word = settings.text("delimiter").orElse(",");
    if (word.length() == 1) {
      delimiter = word.charAt(0);
    } else {
      settings.wrong("delimiter", "delimiter must be one character, not '" + word + "'");
    }
    List<String> usual = List.of(dateFormats);
    char delimited = delimiter;
    int headerLines =
        settings.or(
            "headerLines",
            1,
            () -> new Csv(settings.config().getInt("headerLines"), usual, delimited).headerLines());
    List<String> formats =
        settings.or(
            "dateFormat",
            usual,
            () ->
                new Csv(1, List.of(settings.config().getString("dateFormat")), delimited)
                    .dateFormats());
    return new Csv(headerLines, formats, delimiter);
  }
}

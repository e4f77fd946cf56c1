package io.lambdax.importer.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One entry of a sources file, read strictly. */
final class Declaration {
  private static final Set<String> COMMON =
      Set.of(
          "location",
          "format",
          "full",
          "interval",
          "finalNewline",
          "suffix",
          "dateInName",
          "perFile");
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "ecdc", Set.of(),
          "owid", Set.of("measures"),
          "jhu", Set.of("measure"),
          "ohlcv",
              Set.of("entity", "columns", "measures", "headerLines", "dateFormat", "delimiter"),
          "wide", Set.of("date", "series", "headerLines", "dateFormat", "delimiter"),
          "long",
              Set.of(
                  "kind", "date", "entity", "measures", "headerLines", "dateFormat", "delimiter"));
  private static final Pattern ISO_DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");

  private final String name;
  private final Config config;
  private final Path base;

  Declaration(String name, Config config, Path base) {
    this.name = name;
    this.config = config;
    this.base = base;
  }

  /** One source, or one for each file where {@code perFile} says so. */
  List<Source> read() {
    try {
      String format = config.getString("format");
      requireKnown(format);
      Location location = location(config.getString("location"));
      if (config.hasPath("perFile") && config.getBoolean("perFile")) {
        return perFile(format, location);
      }
      return List.of(source(name, format, location));
    } catch (ConfigException | BadDeclaration e) {
      throw new BadDeclaration(prefix() + e.getMessage());
    }
  }

  private String prefix() {
    return "source '" + name + "': ";
  }

  private void requireKnown(String format) {
    if (!OWN.containsKey(format)) {
      throw new BadDeclaration(
          "unknown format '" + format + "': write one of " + new TreeSet<>(OWN.keySet()));
    }
    Set<String> keys = new TreeSet<>(COMMON);
    keys.addAll(OWN.get(format));
    for (String key : config.root().keySet()) {
      if (!keys.contains(key)) {
        throw new BadDeclaration(
            "unknown key '" + key + "': a source of format " + format + " may have " + keys);
      }
    }
  }

  private Source source(String sourceName, String format, Location location) {
    return new Source(
        sourceName,
        location,
        layout(format, location),
        !config.hasPath("full") || config.getBoolean("full"),
        config.hasPath("interval") ? config.getDuration("interval") : Duration.ofHours(1),
        finalNewline());
  }

  private boolean finalNewline() {
    String word = config.hasPath("finalNewline") ? config.getString("finalNewline") : "required";
    return switch (word) {
      case "required" -> true;
      case "optional" -> false;
      default ->
          throw new BadDeclaration(
              "finalNewline must be 'required' or 'optional', not '" + word + "'");
    };
  }

  private List<Source> perFile(String format, Location location) {
    if (!(location instanceof Location.LocalFiles files)) {
      throw new BadDeclaration("perFile needs files of this machine, not " + location);
    }
    if (!format.equals("ohlcv") || config.hasPath("entity")) {
      throw new BadDeclaration("perFile needs format ohlcv without entity: its file names are it");
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(files.directory(), files.glob())) {
      found.forEach(p -> names.add(String.valueOf(p.getFileName())));
    } catch (IOException e) {
      throw new BadDeclaration("cannot list " + files.directory() + " (" + e + ")");
    }
    if (names.isEmpty()) {
      throw new BadDeclaration("no file matches " + files.glob() + " in " + files.directory());
    }
    return names.stream()
        .sorted()
        .map(
            n ->
                source(
                    name
                        + "-"
                        + Layout.Ohlcv.entityOf(n)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9]", "-"),
                    format,
                    new Location.LocalFiles(files.directory(), n, files.dateInName())))
        .toList();
  }

  private Location location(String text) {
    if (text.matches("https?://.*")) {
      return new Location.Remote(URI.create(text));
    }
    if (text.matches("[a-zA-Z]{2,}:.*") && !text.startsWith("file:")) {
      throw new BadDeclaration(
          "location '" + text + "' must be an https:, http: or file: address, or a path");
    }
    try {
      int slash = text.lastIndexOf('/');
      String glob = text.substring(slash + 1);
      String directory = text.substring(0, slash + 1);
      Path at =
          directory.startsWith("file:")
              ? Path.of(URI.create(directory))
              : base.resolve(directory.isEmpty() ? "." : directory);
      if (glob.isEmpty()) {
        throw new BadDeclaration("location '" + text + "' names no file");
      }
      return new Location.LocalFiles(at.normalize(), glob, Optional.of(dateInName()));
    } catch (InvalidPathException e) {
      throw new BadDeclaration("location '" + text + "' is no path: " + e.getMessage());
    }
  }

  private Pattern dateInName() {
    if (!config.hasPath("dateInName")) {
      return ISO_DATE;
    }
    String text = config.getString("dateInName");
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() == 1) {
        return pattern;
      }
    } catch (PatternSyntaxException e) {
      throw new BadDeclaration("dateInName '" + text + "': " + e.getDescription());
    }
    throw new BadDeclaration(
        "dateInName '"
            + text
            + "' must have one group that finds yyyy-MM-dd, as in cases-(.*)\\.csv");
  }

  private Layout layout(String format, Location location) {
    Optional<String> suffix = text("suffix");
    suffix.ifPresent(s -> new SeriesId(Kind.HEALTH, "X", "x", suffix));
    return switch (format) {
      case "ecdc" -> new Layout.Ecdc(suffix);
      case "owid" ->
          new Layout.Owid(
              config.hasPath("measures")
                  ? titles("measures")
                  : Map.of("cases", "new_cases", "deaths", "new_deaths"),
              suffix);
      case "jhu" -> new Layout.Jhu(measure(config.getString("measure")), suffix);
      case "ohlcv" -> ohlcv(location, suffix);
      case "wide" -> new Layout.WideTable(column("date"), wide(), csv("yyyy-MM-dd"), suffix);
      default ->
          new Layout.LongTable(
              kind(),
              column("date"),
              column("entity"),
              columns("measures"),
              csv("yyyy-MM-dd"),
              suffix);
    };
  }

  private Layout ohlcv(Location location, Optional<String> suffix) {
    Map<String, Column> all = usual();
    Set<String> optional = new TreeSet<>(all.keySet());
    optional.remove("close");
    Column date = Column.named("Date");
    if (config.hasPath("columns")) {
      Map<String, Column> given = columns("columns");
      date = Optional.ofNullable(given.remove("date")).orElse(date);
      all = given;
      optional = Set.of();
    }
    if (config.hasPath("measures")) {
      List<String> wanted = config.getStringList("measures");
      if (!all.keySet().containsAll(wanted) || wanted.isEmpty()) {
        throw new BadDeclaration(
            "measures " + wanted + " must be some of " + new TreeSet<>(all.keySet()));
      }
      all.keySet().retainAll(wanted);
      optional = Set.of();
    }
    return new Layout.Ohlcv(
        text("entity").or(() -> fixedName(location)),
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
    String word = config.getString("kind");
    return Kind.of(word)
        .orElseThrow(() -> new BadDeclaration("kind must be market or health, not '" + word + "'"));
  }

  private List<WideColumn> wide() {
    List<WideColumn> columns = new ArrayList<>();
    config
        .getObject("series")
        .forEach((title, v) -> columns.add(new WideColumn(title, String.valueOf(v.unwrapped()))));
    if (columns.isEmpty()) {
      throw new BadDeclaration(
          "series must name at least one column, \"DAX_close\" = \"market:DAX:close\"");
    }
    return columns;
  }

  private Csv csv(String... dateFormats) {
    String delimiter = text("delimiter").orElse(",");
    if (delimiter.length() != 1) {
      throw new BadDeclaration("delimiter must be one character, not '" + delimiter + "'");
    }
    return new Csv(
        config.hasPath("headerLines") ? config.getInt("headerLines") : 1,
        text("dateFormat").map(List::of).orElse(List.of(dateFormats)),
        delimiter.charAt(0));
  }

  private Optional<String> text(String key) {
    return config.hasPath(key) ? Optional.of(config.getString(key)) : Optional.empty();
  }

  private Map<String, String> titles(String key) {
    Map<String, String> titles = new TreeMap<>();
    config.getObject(key).forEach((m, v) -> titles.put(measure(m), String.valueOf(v.unwrapped())));
    return titles;
  }

  private Map<String, Column> columns(String key) {
    Map<String, Column> columns = new TreeMap<>();
    config.getObject(key).forEach((m, v) -> columns.put(measure(m), column(v)));
    return columns;
  }

  private Column column(String key) {
    return column(Objects.requireNonNull(config.getValue(ConfigUtil.quoteString(key))));
  }

  private static Column column(ConfigValue value) {
    return value.unwrapped() instanceof Number n
        ? new Column.At(n.intValue())
        : Column.named(String.valueOf(value.unwrapped()));
  }

  private static String measure(String word) {
    try {
      return new SeriesId(Kind.HEALTH, "X", word).measure();
    } catch (IllegalArgumentException e) {
      throw new BadDeclaration(e.getMessage());
    }
  }
}

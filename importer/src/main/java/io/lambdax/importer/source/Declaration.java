package io.lambdax.importer.source;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of a sources file, read strictly: all that is wrong with it is noted. */
final class Declaration {
  private final String name;
  private final Path base;
  private final Settings settings;
  private final String format;

  /** Relative locations start at that directory. */
  Declaration(String name, Config written, Path base, Problems problems) {
    this.name = name;
    this.base = base;
    Config config = Spelling.corrected(name, written, problems);
    this.settings = new Settings(name, config, problems);
    this.format = settings.requires("format", "ecdc") ? settings.text("format").orElse("") : "";
    if (settings.has("format") && !format.isEmpty() && !Keys.formats().contains(format)) {
      settings.wrong(
          "format",
          "unknown format '"
              + format
              + "'"
              + Keys.meant(format, Keys.formats())
                  .map(f -> ", did you mean " + f + "? There")
                  .orElse(": there")
              + " are "
              + Keys.formats());
    }
  }

  /** One source, or one for each file where {@code perFile} says so; none if something is wrong. */
  List<Source> read() {
    Optional<Location> location = location();
    boolean perFile = settings.or("perFile", false, () -> settings.config().getBoolean("perFile"));
    boolean full = settings.or("full", true, () -> settings.config().getBoolean("full"));
    Duration interval = settings.or("interval", Source.USUAL_INTERVAL, this::interval);
    boolean finalNewline = settings.or("finalNewline", true, this::finalNewline);
    if (!Keys.formats().contains(format)) {
      return List.of();
    }
    Layouts layouts = new Layouts(settings);
    // Where the location is wrong, what is said of the columns is still looked at.
    Location at = location.orElse(new Location.LocalFiles(base, "*", Optional.empty()));
    Layout layout = layouts.of(format, at);
    if (!perFile || location.isEmpty()) {
      List<Source> one = one(new Part(name, at, layout), full, interval, finalNewline);
      return location.isEmpty() ? List.of() : one;
    }
    List<Source> sources = new ArrayList<>();
    for (Location.LocalFiles file :
        settings.attempt("perFile", () -> files(at)).orElse(List.of())) {
      String entity = Layout.Ohlcv.entityOf(file.glob()).toLowerCase(Locale.ROOT);
      String partName = name + "-" + entity.replaceAll("[^a-z0-9]", "-");
      sources.addAll(
          one(new Part(partName, file, layouts.of(format, file)), full, interval, finalNewline));
    }
    return sources;
  }

  private record Part(String name, Location location, Layout layout) {}

  private List<Source> one(Part part, boolean full, Duration interval, boolean finalNewline) {
    return settings
        .attempt(
            "location",
            () ->
                new Source(
                    part.name(), part.location(), part.layout(), full, interval, finalNewline))
        .stream()
        .toList();
  }

  private Duration interval() {
    Duration interval = settings.config().getDuration("interval");
    if (interval.isNegative() || interval.isZero()) {
      throw new BadDeclaration("interval " + interval + " must be above 0");
    }
    return interval;
  }

  private boolean finalNewline() {
    String word = settings.config().getString("finalNewline");
    return switch (word) {
      case "required" -> true;
      case "optional" -> false;
      default ->
          throw new BadDeclaration(
              "finalNewline must be 'required' or 'optional', not '" + word + "'");
    };
  }

  private Optional<Location> location() {
    Pattern date =
        settings.or(
            "dateInName",
            Locations.ISO_DATE,
            () -> Locations.dateInName(settings.config().getString("dateInName")));
    return settings.requires("location", "\"cases-*.csv\"")
        ? settings
            .text("location")
            .flatMap(text -> settings.attempt("location", () -> Locations.of(text, base, date)))
        : Optional.empty();
  }

  /** The files of a location, each as one of its own, by name. */
  private List<Location.LocalFiles> files(Location location) {
    if (!(location instanceof Location.LocalFiles files)) {
      throw new BadDeclaration("perFile needs files of this machine, not " + location);
    }
    if (!format.equals("ohlcv") || settings.has("entity")) {
      throw new BadDeclaration("perFile needs format ohlcv without entity: its file names are it");
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(files.directory(), files.glob())) {
      found.forEach(p -> names.add(String.valueOf(p.getFileName())));
    } catch (IOException e) {
      throw new BadDeclaration(files.directory() + " cannot be listed: is it a directory?");
    }
    if (names.isEmpty()) {
      throw new BadDeclaration("no file matches " + files.glob() + " in " + files.directory());
    }
    return names.stream()
        .sorted()
        .map(n -> new Location.LocalFiles(files.directory(), n, files.dateInName()))
        .toList();
  }
}

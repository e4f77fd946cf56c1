package io.lambdax.importer.command;

import io.lambdax.importer.fetch.Publication;
import io.lambdax.importer.source.Location;
import io.lambdax.importer.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The publications of a source, a file each, that are to be imported one after another.
 *
 * @param series the source, with its files in the directory in question
 * @param publications with a day in their names, in order, at least one
 */
record DatedFiles(Source series, Location.LocalFiles where, List<Publication> publications) {
  /** Keeps a copy. */
  DatedFiles {
    publications = List.copyOf(publications);
  }

  /**
   * The source of that name, or the only one of dated files.
   *
   * @throws IllegalArgumentException if there is none, or it has no dated files
   */
  static Source choose(Workplace workplace, Optional<String> name) {
    if (name.isPresent()) {
      Source source = workplace.source(name.get());
      if (!source.isDatedSeries()) {
        throw new IllegalArgumentException(
            "source '"
                + source.name()
                + "' has no dated files: its location must be a pattern of files of this machine,"
                + " such as \"cases-*.csv\"");
      }
      return source;
    }
    List<Source> dated = workplace.sources().stream().filter(Source::isDatedSeries).toList();
    if (dated.isEmpty()) {
      throw new IllegalArgumentException(
          "the sources file declares no source of dated files: add one whose location is a pattern,"
              + " such as ecdc { location = \"cases-*.csv\", format = ecdc }");
    }
    if (dated.size() > 1) {
      throw new IllegalArgumentException(
          "the sources file declares several sources of dated files, "
              + dated.stream().map(Source::name).toList()
              + ": name one with --source");
    }
    return dated.get(0);
  }

  /**
   * The files of that source in that directory.
   *
   * @throws IllegalArgumentException if there are none, or it cannot be listed
   */
  static DatedFiles in(Path directory, Source series) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "--from " + directory + " is no directory: name the one that holds the dated files");
    }
    Location.LocalFiles declared = (Location.LocalFiles) series.location();
    Location.LocalFiles where =
        new Location.LocalFiles(
            directory.toAbsolutePath().normalize(), declared.glob(), declared.dateInName());
    List<Publication> dated;
    try {
      dated = Publication.all(where).stream().filter(p -> p.published().isPresent()).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--from " + directory + " cannot be replayed: " + e.getMessage(), e);
    }
    if (dated.isEmpty()) {
      throw new IllegalArgumentException(
          "--from "
              + directory
              + ": no file there matches "
              + where.glob()
              + " and has a day in its name ("
              + where.dateInName().orElseThrow()
              + "), as source '"
              + series.name()
              + "' declares: name a directory with such files");
    }
    return new DatedFiles(series.at(where), where, dated);
  }

  /** The source as if that were its only file. */
  Source alone(Publication file) {
    return series.at(new Location.LocalFiles(where.directory(), file.name(), where.dateInName()));
  }

  /** How many were published before the file of that name. */
  int before(String last) throws IOException {
    Optional<Instant> published = Publication.published(where, Path.of(last));
    return published.isEmpty()
        ? 0
        : (int)
            publications.stream()
                .filter(p -> p.published().orElseThrow().isBefore(published.get()))
                .count();
  }
}

package io.lambdax.importer.fetch;

import io.lambdax.importer.source.Location;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A file of this machine that a source published.
 *
 * @param published the start, UTC, of the day in its name; empty if there is none
 */
public record Publication(Path path, Optional<Instant> published) {
  /** The file's name. */
  public String name() {
    return path.getFileName().toString();
  }

  /**
   * All that are there, in order of publication: those without a day first, then by day, then by
   * name.
   *
   * @throws IOException if the directory cannot be listed, or what the date pattern finds in a name
   *     is no day
   */
  public static List<Publication> all(Location.LocalFiles where) throws IOException {
    List<Publication> all = new ArrayList<>();
    Path exact = where.directory().resolve(where.glob());
    if (Files.isRegularFile(exact)) {
      all.add(new Publication(exact, published(where, exact)));
      return all;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(where.directory(), where.glob())) {
      for (Path path : found) {
        if (!Files.isDirectory(path)) {
          all.add(new Publication(path, published(where, path)));
        }
      }
    }
    all.sort(
        Comparator.comparing((Publication p) -> p.published().orElse(Instant.MIN))
            .thenComparing(Publication::name));
    return all;
  }

  /**
   * When a file of that name was published, as far as its name says.
   *
   * @throws IOException if what the date pattern finds in the name is no day
   */
  public static Optional<Instant> published(Location.LocalFiles where, Path path)
      throws IOException {
    if (where.dateInName().isEmpty()) {
      return Optional.empty();
    }
    Matcher m = where.dateInName().get().matcher(path.getFileName().toString());
    if (!m.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(m.group(1)).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      throw new Unreadable(
          path
              + " has no date yyyy-MM-dd where its source's date pattern finds '"
              + m.group(1)
              + "'");
    }
  }
}

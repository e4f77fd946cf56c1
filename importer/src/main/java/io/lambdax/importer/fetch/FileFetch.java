package io.lambdax.importer.fetch;

import io.lambdax.importer.source.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;

/** Files of this machine, in order of publication. */
final class FileFetch {
  /** As many publications at a time as may well be held in memory. */
  private static final int AT_ONCE = 8;

  private final long maxBytes;
  private final Clock clock;

  FileFetch(long maxBytes, Clock clock) {
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  private record Publication(Path path, Optional<Instant> published) {
    String name() {
      return path.getFileName().toString();
    }
  }

  FetchResult fetch(Location.LocalFiles where, Optional<PreviousFetch> previous) {
    Path at = where.directory().resolve(where.glob());
    try {
      List<Publication> all = publications(where);
      if (all.isEmpty()) {
        return failed(at + " is not there: correct the source's location");
      }
      List<Publication> next = after(previous, all);
      if (next.isEmpty()) {
        return new FetchResult.NotModified(OptionalInt.empty());
      }
      List<FetchedFile> files = new ArrayList<>();
      for (Publication p : next.subList(0, Math.min(AT_ONCE, next.size()))) {
        files.add(read(p));
      }
      return new FetchResult.Fetched(files, next.size() > AT_ONCE);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return failed(where.directory() + " is no directory: correct the source's location");
    } catch (Unreadable e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(at + " cannot be read: " + e);
    }
  }

  /**
   * What follows the last settled publication. A single file, or a series without dates, is always
   * looked at again: whether it changed is told by its bytes.
   */
  private static List<Publication> after(Optional<PreviousFetch> previous, List<Publication> all) {
    if (previous.isEmpty() || all.size() == 1) {
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(previous.get().fileName())) {
        return all.subList(i + 1, all.size());
      }
    }
    return all;
  }

  private static List<Publication> publications(Location.LocalFiles where) throws IOException {
    List<Publication> all = new ArrayList<>();
    Path exact = where.directory().resolve(where.glob());
    if (Files.isRegularFile(exact)) {
      all.add(new Publication(exact, published(where, exact)));
      return all;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(where.directory(), where.glob())) {
      for (Path path : found) {
        all.add(new Publication(path, published(where, path)));
      }
    }
    all.sort(
        Comparator.comparing((Publication p) -> p.published().orElse(Instant.MIN))
            .thenComparing(Publication::name));
    return all;
  }

  private static Optional<Instant> published(Location.LocalFiles where, Path path)
      throws Unreadable {
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

  private FetchedFile read(Publication p) throws Unreadable {
    Instant now = clock.instant();
    try (InputStream in = Files.newInputStream(p.path())) {
      byte[] content = Gzip.unpacked(Gzip.bounded(in, maxBytes), maxBytes);
      return new FetchedFile(
          p.name(), content, p.published().orElse(now), now, OptionalInt.empty(), Map.of());
    } catch (IOException e) {
      throw new Unreadable(p.path() + " cannot be read: " + e.getMessage());
    }
  }

  private static FetchResult failed(String message) {
    return new FetchResult.Failed(message, OptionalInt.empty());
  }

  /** With a message to show. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }
}

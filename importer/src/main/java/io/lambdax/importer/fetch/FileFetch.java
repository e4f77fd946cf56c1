package io.lambdax.importer.fetch;

import io.lambdax.importer.source.Location;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

  private static final long BYTES_AT_ONCE = 64L << 20;

  /** In the east a day begins before it does in UTC. */
  private static final Duration AHEAD = Duration.ofHours(14);

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
      return read(after(previous, all, where), previous);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return failed(where.directory() + " is no directory: correct the source's location");
    } catch (Unreadable e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(at + " cannot be read: " + e);
    }
  }

  /**
   * The last settled publication, whose bytes tell whether it was rewritten since, and what follows
   * it. If it is gone, what was published after it.
   */
  private static List<Publication> after(
      Optional<PreviousFetch> previous, List<Publication> all, Location.LocalFiles where)
      throws Unreadable {
    if (previous.isEmpty()) {
      return all;
    }
    Path last = Path.of(previous.get().fileName());
    Optional<Instant> lastPublished = published(where, last);
    for (int i = 0; i < all.size(); i++) {
      boolean later =
          lastPublished.isPresent()
              && all.get(i).published().filter(lastPublished.get()::isBefore).isPresent();
      if (later || all.get(i).name().equals(previous.get().fileName())) {
        return all.subList(i, all.size());
      }
    }
    return lastPublished.isPresent() ? List.of() : all;
  }

  /** Reads as many as may well be held, and at least one that is new. */
  private FetchResult read(List<Publication> next, Optional<PreviousFetch> previous) {
    List<FetchedFile> files = new ArrayList<>();
    boolean anyNew = false;
    long bytes = 0;
    for (Publication p : next) {
      if (anyNew && (files.size() >= AT_ONCE || bytes > BYTES_AT_ONCE)) {
        return new FetchResult.Fetched(files, true);
      }
      try {
        FetchedFile file = read(p);
        files.add(file);
        bytes += file.content().length;
      } catch (Unreadable e) {
        return anyNew ? new FetchResult.Fetched(files, true) : failed(e.getMessage());
      }
      anyNew |= previous.isEmpty() || !previous.get().fileName().equals(p.name());
    }
    return files.isEmpty()
        ? new FetchResult.NotModified(OptionalInt.empty())
        : new FetchResult.Fetched(files, false);
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
    if (p.published().filter(now.plus(AHEAD)::isBefore).isPresent()) {
      // Taken, it would be the newest until then, and what comes meanwhile would not be looked at.
      throw new Unreadable(
          p.path()
              + " is not taken: the day in its name is to come; rename it, or correct dateInName if"
              + " that is not when it was published");
    }
    try {
      byte[] content = LocalFile.content(p.path(), maxBytes);
      Instant published = p.published().filter(now::isAfter).orElse(now);
      return new FetchedFile(p.name(), content, published, now, OptionalInt.empty(), Map.of());
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

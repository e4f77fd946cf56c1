package io.lambdax.importer.fetch;

import io.lambdax.importer.source.Location;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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

  FetchResult fetch(Location.LocalFiles where, Optional<PreviousFetch> previous) {
    Path at = where.directory().resolve(where.glob());
    try {
      List<Publication> all = Publication.all(where);
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
      throws IOException {
    if (previous.isEmpty()) {
      return all;
    }
    Path last = Path.of(previous.get().fileName());
    Optional<Instant> lastPublished = Publication.published(where, last);
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
}

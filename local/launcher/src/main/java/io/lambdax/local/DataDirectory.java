package io.lambdax.local;

import io.lambdax.local.services.Directories;
import io.lambdax.local.services.DirectoryLock;
import io.lambdax.local.services.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory that holds all that one Lambdax has; one launcher at a time has it. */
final class DataDirectory implements AutoCloseable {
  private static final String MARK = ".lambdax";
  private static final String LOCK = ".lock";

  private final Path path;
  private final DirectoryLock lock;

  private DataDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the directory, creating it where there is none.
   *
   * @param fresh delete what it holds
   * @param leastFreeMib what must be free on its disk, in MiB
   * @throws LaunchException if it is in use, is someone else's, cannot be written or is nearly full
   */
  static DataDirectory take(Path path, boolean fresh, long leastFreeMib) {
    try {
      boolean ours = isOursOrEmpty(path);
      if (!ours) {
        throw new LaunchException(
            "%s holds files that are not Lambdax's: give another directory with --data-dir"
                .formatted(path));
      }
      Files.createDirectories(path);
      DirectoryLock lock = lock(path);
      try {
        if (fresh) {
          empty(path);
        }
        new Disk(path).demand(leastFreeMib);
        Path mark = path.resolve(MARK);
        if (!Files.exists(mark)) {
          Files.writeString(mark, "Data of one Lambdax; run_local.sh --fresh may delete it.\n");
        }
        Files.createDirectories(path.resolve("run"));
        return new DataDirectory(path, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | ServiceException e) {
      throw new LaunchException(
          "Cannot write to the data directory %s (%s): give one that you may write with --data-dir"
              .formatted(path, e),
          e);
    }
  }

  /**
   * Says at once that another Lambdax has it, and leaves it as it is.
   *
   * @throws LaunchException if so
   */
  static void demandNotInUse(Path path) {
    if (Files.isWritable(path.resolve(LOCK))) {
      lock(path).close();
    }
  }

  private static boolean isOursOrEmpty(Path path) throws IOException {
    if (!Files.exists(path) || Files.exists(path.resolve(MARK))) {
      return true;
    }
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.allMatch(child -> child.getFileName().toString().equals(LOCK));
    }
  }

  private static DirectoryLock lock(Path path) {
    return DirectoryLock.tryTake(path)
        .orElseThrow(
            () ->
                new LaunchException(
                    "The data directory %s is in use by another Lambdax: stop that one, or give another with --data-dir"
                        .formatted(path)));
  }

  private static void empty(Path path) throws IOException {
    List<Path> children;
    try (Stream<Path> all = Files.list(path)) {
      children = all.filter(child -> !child.getFileName().toString().equals(LOCK)).toList();
    }
    children.forEach(Directories::delete);
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  Path log(String part) {
    return path.resolve("logs").resolve(part + ".log");
  }

  @Override
  public void close() {
    lock.close();
  }
}

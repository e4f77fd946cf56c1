package io.lambdax.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small text files that another process waits for. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Replaces the file's content in one step; missing directories are created.
   *
   * @throws UncheckedIOException if the directory cannot be written
   */
  public static void write(Path file, String content) {
    Path target = file.toAbsolutePath();
    Path whole =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(whole, content);
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + target + ": check that its directory can be written and has space", e);
    }
  }
}

package io.lambdax.store.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * Names the lake in force: the file {@code lake/CURRENT} holds its lakeId, and is replaced as a
 * whole when a rebuilt lake takes over. Thread-safe.
 */
public final class LakePointer {
  private final LakeFiles files;
  private final Path current;

  /** The pointer below that root. */
  public LakePointer(LakeFiles files) {
    this.files = files;
    this.current = files.path("lake/CURRENT");
  }

  /** The lakeId in force, or nothing before the first lake. */
  public Optional<String> read() throws IOException {
    return files.read(current).map(b -> new String(b, StandardCharsets.UTF_8).strip());
  }

  /** The lakeId in force; the first to ask names the first lake. */
  public String readOrCreate(Supplier<String> newLakeId) throws IOException {
    Optional<String> known = read();
    if (known.isPresent()) {
      return known.get();
    }
    files.create(current, newLakeId.get().getBytes(StandardCharsets.UTF_8));
    return read()
        .orElseThrow(() -> new IOException(current + " vanished: is the lake being deleted?"));
  }

  /**
   * When the lake in force was put in force, by the file system's clock.
   *
   * @throws java.io.FileNotFoundException before the first lake
   */
  public Instant since() throws IOException {
    return Instant.ofEpochMilli(files.fileSystem().getFileStatus(current).getModificationTime());
  }

  /** Puts another lake in force. */
  public void replace(String lakeId) throws IOException {
    files.replace(current, lakeId.getBytes(StandardCharsets.UTF_8));
  }
}

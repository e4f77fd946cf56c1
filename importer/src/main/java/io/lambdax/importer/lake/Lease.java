package io.lambdax.importer.lake;

import io.lambdax.store.lake.LakeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A note that somebody is writing, for comfort only: it tells an operator why an import had to
 * compare twice. Correctness is in the commit, so nobody waits for it.
 */
public final class Lease implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  private final LakeFiles files;
  private final Path file;
  private final String holder = ProcessHandle.current().pid() + " " + UUID.randomUUID();

  private Lease(LakeFiles files) {
    this.files = files;
    this.file = files.path("lake/WRITER");
  }

  /** Leaves the note, or says who left one before. */
  public static Lease take(LakeFiles files) throws IOException {
    Lease lease = new Lease(files);
    if (!files.create(lease.file, lease.holder.getBytes(StandardCharsets.UTF_8))) {
      log.info("Another writer's note lies in {}: going on, commits are checked", lease.file);
      files.replace(lease.file, lease.holder.getBytes(StandardCharsets.UTF_8));
    }
    return lease;
  }

  /** Where the note lies. */
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Optional<byte[]> now = files.read(file);
    if (now.isPresent() && new String(now.get(), StandardCharsets.UTF_8).equals(holder)) {
      files.fileSystem().delete(file, false);
    }
  }
}

package io.lambdax.importer.maintain;

import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeConfig;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import io.lambdax.store.lake.Maintenance;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lake in force tidy and removes lakes that a rebuild replaced longer ago than snapshots
 * are kept. It may run beside imports. One instance is for one thread.
 */
public final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final LakeFiles files;
  private final LakeConfig config;
  private final Clock clock;

  /** Upkeep of the lakes below that root. */
  public Upkeep(LakeFiles files, LakeConfig config, Clock clock) {
    this.files = files;
    this.config = config;
    this.clock = clock;
  }

  /** Whether nobody has done all of it for so long; a lake that is younger needs none. */
  public boolean isDue(Duration every) throws IOException {
    Optional<byte[]> last = files.read(note());
    Instant since =
        last.isPresent()
            ? Instant.parse(new String(last.get(), StandardCharsets.UTF_8).strip())
            : new LakePointer(files).since();
    return !clock.instant().isBefore(since.plus(every));
  }

  /** Does all of it, once, and notes that it did. */
  public Maintenance.Done run(Lake lake) throws IOException {
    Maintenance.Done done = lake.maintenance(config, clock).run();
    int replaced = removeReplaced(lake.lakeId());
    files.replace(note(), clock.instant().toString().getBytes(StandardCharsets.UTF_8));
    log.info(
        "Upkeep of lake {}: {} small files merged, {} snapshots expired, {} orphans and {} replaced"
            + " lakes removed",
        lake.lakeId(),
        done.merged(),
        done.expired(),
        done.orphans(),
        replaced);
    return done;
  }

  private Path note() {
    return files.path("lake/MAINTAINED");
  }

  private int removeReplaced(String current) throws IOException {
    Instant before = clock.instant().minus(config.keepSnapshots());
    int removed = 0;
    for (FileStatus lake : lakes()) {
      boolean old =
          lake.isDirectory()
              && !lake.getPath().getName().equals(current)
              && newest(lake).isBefore(before);
      if (old && files.fileSystem().delete(lake.getPath(), true)) {
        removed++;
      }
    }
    return removed;
  }

  private FileStatus[] lakes() throws IOException {
    try {
      return files.fileSystem().listStatus(files.path("lake"));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** When the lake was last written: a rebuild that is under way writes all the time. */
  private Instant newest(FileStatus lake) throws IOException {
    long newest = lake.getModificationTime();
    var all = files.fileSystem().listFiles(lake.getPath(), true);
    while (all.hasNext()) {
      newest = Math.max(newest, all.next().getModificationTime());
    }
    return Instant.ofEpochMilli(newest);
  }
}

package io.lambdax.store.lake;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the lake is and how it is kept.
 *
 * @param uri root of bronze and lake
 * @param hadoopConfDir holds core-site.xml and hdfs-site.xml
 * @param smallFileBytes data files below are merged by maintenance
 * @param keepSnapshots age at which snapshots are expired
 * @param orphanAge age at which files that no snapshot knows are removed
 */
public record LakeConfig(
    URI uri,
    Optional<Path> hadoopConfDir,
    long smallFileBytes,
    Duration keepSnapshots,
    Duration orphanAge) {
  /** Refuses an address without scheme and a negative age. */
  public LakeConfig {
    if (uri.getScheme() == null) {
      throw new IllegalArgumentException(
          "lambdax.lake.uri = '"
              + uri
              + "' must name a file system, as hdfs://lambdax/lambdax does");
    }
    if (keepSnapshots.isNegative() || orphanAge.isNegative()) {
      throw new IllegalArgumentException("lambdax.lake.maintenance: ages cannot be negative");
    }
  }

  /** Reads {@code lambdax.lake}. */
  public static LakeConfig from(Config config) {
    Config lake = config.getConfig("lambdax.lake");
    String dir = lake.getString("hadoop-conf-dir");
    return new LakeConfig(
        URI.create(lake.getString("uri")),
        dir.isBlank() ? Optional.empty() : Optional.of(Path.of(dir)),
        lake.getBytes("maintenance.small-file"),
        lake.getDuration("maintenance.snapshots"),
        lake.getDuration("maintenance.orphans"));
  }
}

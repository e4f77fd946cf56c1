package io.lambdax.store.lake;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * Upkeep of all tables of a lake, the batch layer's included: merges small files, expires old
 * snapshots, removes files nobody knows. It may run beside imports: it never changes what facts
 * there are, and a commit of either side does not make the other's fail. One instance is for one
 * thread.
 */
public final class Maintenance {
  /**
   * What was done.
   *
   * @param merged small files that were merged
   * @param expired snapshots
   * @param orphans files, old metadata included
   */
  public record Done(int merged, int expired, int orphans) {
    private Done plus(int moreMerged, int moreExpired, int moreOrphans) {
      return new Done(merged + moreMerged, expired + moreExpired, orphans + moreOrphans);
    }
  }

  private final LakeCatalog catalog;
  private final LakeConfig config;
  private final Clock clock;

  Maintenance(LakeCatalog catalog, LakeConfig config, Clock clock) {
    this.catalog = catalog;
    this.config = config;
    this.clock = clock;
  }

  /** Does all of it, once. */
  public Done run() throws IOException {
    Done done = new Done(0, 0, 0);
    for (Table table : Tables.all(catalog)) {
      try {
        int merged = new SmallFiles(table, config.smallFileBytes()).merge();
        int expired = expireSnapshots(table);
        int orphans = new Orphans(table).remove(clock.instant().minus(config.orphanAge()));
        done = done.plus(merged, expired, orphans);
      } catch (CommitStateUnknownException | CommitFailedException e) {
        throw new IOException("upkeep of " + table.name() + " did not end: run maintain again", e);
      }
    }
    return done;
  }

  private int expireSnapshots(Table table) {
    table.refresh();
    long before = clock.instant().minus(config.keepSnapshots()).toEpochMilli();
    Optional<Long> newestVersion = Versions.newest(table).map(Snapshot::snapshotId);
    // Only what is named below: by its own age limit Iceberg would also expire the newest
    // version's.
    ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0);
    int expired = 0;
    for (Snapshot snapshot : table.snapshots()) {
      boolean kept =
          snapshot.snapshotId() == table.currentSnapshot().snapshotId()
              || newestVersion.equals(Optional.of(snapshot.snapshotId()));
      if (!kept && snapshot.timestampMillis() < before) {
        expire.expireSnapshotId(snapshot.snapshotId());
        expired++;
      }
    }
    if (expired > 0) {
      expire.commit();
    }
    return expired;
  }
}

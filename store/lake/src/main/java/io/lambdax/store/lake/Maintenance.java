package io.lambdax.store.lake;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Upkeep of the tables: merges small files, expires old snapshots, removes files nobody knows. It
 * may run beside imports: it never changes what facts there are, and a commit of either side does
 * not make the other's fail. One instance is for one thread.
 */
public final class Maintenance {
  /**
   * What was done.
   *
   * @param merged small files that were merged into one
   * @param expired snapshots
   * @param orphans files
   */
  public record Done(int merged, int expired, int orphans) {}

  private static final Comparator<Record> ORDER =
      Comparator.comparing((Record r) -> r.getField("series").toString())
          .thenComparing(FactRows::date)
          .thenComparingLong(FactRows::version);

  private final List<Table> tables;
  private final LakeConfig config;
  private final Clock clock;

  Maintenance(List<Table> tables, LakeConfig config, Clock clock) {
    this.tables = tables;
    this.config = config;
    this.clock = clock;
  }

  /** Does all of it, once. */
  public Done run() throws IOException {
    int merged = mergeSmallFiles(tables.get(0));
    int expired = 0;
    int orphans = 0;
    for (Table table : tables) {
      expired += expireSnapshots(table);
      orphans += new Orphans(table).remove(clock.instant().minus(config.orphanAge()));
    }
    return new Done(merged, expired, orphans);
  }

  private int mergeSmallFiles(Table facts) throws IOException {
    facts.refresh();
    if (facts.currentSnapshot() == null) {
      return 0;
    }
    long snapshot = facts.currentSnapshot().snapshotId();
    List<DataFile> small = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files =
        facts.newScan().useSnapshot(snapshot).planFiles()) {
      for (FileScanTask file : files) {
        if (file.file().fileSizeInBytes() < config.smallFileBytes()) {
          small.add(file.file().copy());
        }
      }
    }
    if (small.size() < 2) {
      return 0;
    }
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all = new SomeFiles(facts, small).read()) {
      all.forEach(rows::add);
    }
    rows.sort(ORDER);
    DataFile merged = DataFiles.write(facts, "merged", rows.iterator());
    try {
      RewriteFiles rewrite = facts.newRewrite().validateFromSnapshot(snapshot).addFile(merged);
      small.forEach(rewrite::deleteFile);
      rewrite.commit();
    } catch (ValidationException | CommitFailedException e) {
      facts.io().deleteFile(merged.location());
      throw new IOException(
          "small files were not merged, another maintenance was quicker: run maintain again", e);
    }
    return small.size();
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

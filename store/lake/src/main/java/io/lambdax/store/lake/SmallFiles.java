package io.lambdax.store.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;

/** Merges the small data files of a table without partitions into one. */
final class SmallFiles {
  private static final Comparator<Record> FACTS =
      Comparator.comparing((Record r) -> r.getField("series").toString())
          .thenComparing(FactRows::date)
          .thenComparingLong(FactRows::version);

  private final Table table;
  private final long belowBytes;

  SmallFiles(Table table, long belowBytes) {
    this.table = table;
    this.belowBytes = belowBytes;
  }

  /** Merges and says how many. */
  int merge() throws IOException {
    table.refresh();
    if (table.currentSnapshot() == null || table.spec().isPartitioned()) {
      return 0;
    }
    long snapshot = table.currentSnapshot().snapshotId();
    List<DataFile> small = small(snapshot);
    if (small.size() < 2) {
      return 0;
    }
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all = new SomeFiles(table, small).read()) {
      all.forEach(rows::add);
    }
    if (table.sortOrder().isSorted()) {
      rows.sort(FACTS);
    }
    DataFile merged = DataFiles.write(table, "merged", rows.iterator());
    try {
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(snapshot).addFile(merged);
      small.forEach(rewrite::deleteFile);
      rewrite.commit();
    } catch (CommitStateUnknownException e) {
      // The merged file may be in force: if it is not, it is removed with the other orphans.
      throw new IOException(
          "the lake went away while small files were merged, no row is lost: run maintain again",
          e);
    } catch (ValidationException | CommitFailedException e) {
      table.io().deleteFile(merged.location());
      throw new IOException(
          "small files were not merged, another writer was quicker: run maintain again", e);
    }
    return small.size();
  }

  private List<DataFile> small(long snapshot) throws IOException {
    List<DataFile> small = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files =
        table.newScan().useSnapshot(snapshot).planFiles()) {
      for (FileScanTask file : files) {
        if (file.file().fileSizeInBytes() < belowBytes) {
          small.add(file.file().copy());
        }
      }
    }
    return small;
  }
}

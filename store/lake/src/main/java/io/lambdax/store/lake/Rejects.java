package io.lambdax.store.lake;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * silver.rejects: the refused rows of files, of refused files the first 1,000. One instance is for
 * one thread.
 */
public final class Rejects {
  private final Table table;

  Rejects(Table table) {
    this.table = table;
  }

  /**
   * Keeps an import's refused rows, unless an interrupted attempt, or one at the same time, has.
   *
   * @throws IOException if the lake cannot be read or written
   */
  public void put(String source, String importId, Instant fetchedAt, List<RejectedRow> rejected)
      throws IOException {
    boolean kept = false;
    while (!kept && of(importId).isEmpty()) {
      kept = add(importId, rows(source, importId, fetchedAt, rejected));
    }
  }

  /** False if rows may have come in since the table was read: whose they are is to be looked up. */
  private boolean add(String importId, List<Record> rows) throws IOException {
    Snapshot seen = table.currentSnapshot();
    DataFile file = DataFiles.write(table, importId, rows.iterator());
    OverwriteFiles add =
        table
            .newOverwrite()
            .addFile(file)
            .conflictDetectionFilter(Expressions.equal("import_id", importId))
            .validateNoConflictingData();
    if (seen != null) {
      add.validateFromSnapshot(seen.snapshotId());
    }
    try {
      add.commit();
      return true;
    } catch (CommitStateUnknownException e) {
      // Whether they are kept is to be looked up; a file that does not count is an orphan.
      return false;
    } catch (ValidationException conflict) {
      table.io().deleteFile(file.location());
      return false;
    }
  }

  private static List<Record> rows(
      String source, String importId, Instant fetchedAt, List<RejectedRow> rejected) {
    List<Record> rows = new ArrayList<>();
    for (RejectedRow r : rejected) {
      Record row = GenericRecord.create(Tables.REJECTS_SCHEMA);
      row.set(0, source);
      row.set(1, importId);
      row.set(2, r.file());
      row.set(3, r.line());
      row.set(4, r.column());
      row.set(5, r.value());
      row.set(6, r.reason());
      row.set(7, OffsetDateTime.ofInstant(fetchedAt, ZoneOffset.UTC));
      rows.add(row);
    }
    return rows;
  }

  /** The refused rows of an import, by line. */
  public List<RejectedRow> of(String importId) throws IOException {
    table.refresh();
    List<RejectedRow> found = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(Expressions.equal("import_id", importId)).build()) {
      for (Record row : rows) {
        found.add(
            new RejectedRow(
                row.getField("file").toString(),
                (Long) row.getField("line"),
                row.getField("column").toString(),
                row.getField("value").toString(),
                row.getField("reason").toString()));
      }
    }
    found.sort(java.util.Comparator.comparingLong(RejectedRow::line));
    return List.copyOf(found);
  }
}

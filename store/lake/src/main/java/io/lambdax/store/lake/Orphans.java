package io.lambdax.store.lake;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.hadoop.HadoopFileIO;

/**
 * Files below a table that neither a snapshot nor the metadata log knows: what a killed writer left
 * behind, and old metadata. Young ones are left alone, for they may be part of a running commit.
 */
final class Orphans {
  private final Table table;

  Orphans(Table table) {
    this.table = table;
  }

  /** Removes those last changed before that moment and says how many. */
  int remove(Instant before) throws IOException {
    table.refresh();
    Set<String> known = known();
    Path location = new Path(table.location());
    FileSystem fileSystem = location.getFileSystem(((HadoopFileIO) table.io()).conf());
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(location, true);
    int removed = 0;
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      String path = file.getPath().toUri().getPath();
      boolean young = file.getModificationTime() >= before.toEpochMilli();
      if (!young && !known.contains(path) && fileSystem.delete(file.getPath(), false)) {
        removed++;
      }
    }
    return removed;
  }

  private Set<String> known() throws IOException {
    Set<String> known = new HashSet<>();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    add(known, metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> add(known, entry.file()));
    add(known, table.location() + "/metadata/version-hint.text");
    for (Snapshot snapshot : table.snapshots()) {
      add(known, snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (known.add(pathOf(manifest.path()))) {
          addData(known, manifest);
        }
      }
    }
    return known;
  }

  private void addData(Set<String> known, ManifestFile manifest) throws IOException {
    try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
      for (DataFile file : files) {
        add(known, file.location());
      }
    }
  }

  private static void add(Set<String> known, String location) {
    known.add(pathOf(location));
  }

  private static String pathOf(String location) {
    return new Path(location).toUri().getPath();
  }
}

package io.lambdax.store.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
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
  private static final String HINT = "metadata/version-hint.text";
  private static final Pattern METADATA = Pattern.compile("v(\\d+)\\..*metadata\\.json.*");

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
    long hinted = hinted(fileSystem, location);
    List<Path> orphans = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(location, true);
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      boolean young = file.getModificationTime() >= before.toEpochMilli();
      if (!young
          && !known.contains(file.getPath().toUri().getPath())
          && version(file.getPath()) < hinted) {
        orphans.add(file.getPath());
      }
    }
    // The oldest metadata first: who comes upon a version must find all that follow.
    orphans.sort(Comparator.comparingLong(Orphans::version));
    int removed = 0;
    for (Path orphan : orphans) {
      if (fileSystem.delete(orphan, false)) {
        removed++;
      }
    }
    return removed;
  }

  /** Where a reader begins to look for the newest metadata: a slow writer may leave an old hint. */
  private static long hinted(FileSystem fileSystem, Path location) throws IOException {
    try (FSDataInputStream in = fileSystem.open(new Path(location, HINT))) {
      return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (FileNotFoundException e) {
      return Long.MAX_VALUE; // the reader takes the newest there is
    }
  }

  /** The number of a metadata file, 0 of any other. */
  private static long version(Path file) {
    Matcher metadata = METADATA.matcher(file.getName());
    return metadata.matches() ? Long.parseLong(metadata.group(1)) : 0;
  }

  private Set<String> known() throws IOException {
    Set<String> known = new HashSet<>();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    add(known, metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> add(known, entry.file()));
    add(known, table.location() + "/" + HINT);
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

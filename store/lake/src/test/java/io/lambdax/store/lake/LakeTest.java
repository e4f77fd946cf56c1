package io.lambdax.store.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.lake.UnsureFileSystem.Breaks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose end nobody saw, and writers that were slow, on a local file system. */
class LakeTest {
  private static final Instant NOW = Instant.parse("2020-12-14T10:00:00Z");
  private static final SeriesId CASES = SeriesId.parse("health:DEU:cases");
  private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
  private static final String DELETE = "write.metadata.delete-after-commit.enabled";

  @TempDir private Path dir;
  private LakeFiles files;

  @BeforeEach
  void openFiles() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", UnsureFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs.file.impl.disable.cache", true);
    files = new LakeFiles(configuration, dir.toUri());
  }

  @ParameterizedTest
  @EnumSource(
      value = Breaks.class,
      names = {"AFTER_RENAME", "AFTER_RENAME_FOR_LONG", "BEFORE_RENAME"})
  void connectionThatBreaksAtTheCommit_costsNothing(Breaks breaks) throws Exception {
    try (Lake lake = open()) {
      assertThat(lake.commit(lake.head(), facts(0))).isEqualTo(1);
      UnsureFileSystem.breakOnce(breaks);
      assertThat(lake.commit(lake.head(), facts(1))).isEqualTo(2);
      assertThat(UnsureFileSystem.broke()).isTrue();
      assertThat(lake.commit(lake.head(), facts(2))).isEqualTo(3);
      assertThat(values(lake)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void connectionThatBreaksBeforeTheCommit_andStaysBroken_addsNothing() throws Exception {
    try (Lake lake = open()) {
      lake.commit(lake.head(), facts(0));
      UnsureFileSystem.breakOnce(Breaks.BEFORE_RENAME_FOR_LONG);
      Head head = lake.head();
      assertThatThrownBy(() -> lake.commit(head, facts(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("i1");
      assertThat(lake.versionOf("i1")).isEmpty();
      assertThat(lake.commit(lake.head(), facts(1))).isEqualTo(2);
      assertThat(values(lake)).containsExactly(0, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Breaks.class)
  void connectionThatBreaksAtAMerge_costsNoFact(Breaks breaks) throws Exception {
    try (Lake lake = open()) {
      lake.commit(lake.head(), facts(0));
      lake.commit(lake.head(), facts(1));
      UnsureFileSystem.breakOnce(breaks);
      if (breaks == Breaks.BEFORE_RENAME) {
        assertThat(maintain(lake, Duration.ZERO).merged()).isEqualTo(2);
      } else {
        assertThatThrownBy(() -> maintain(lake, Duration.ZERO)).isInstanceOf(IOException.class);
      }
      assertThat(UnsureFileSystem.broke()).isTrue();
      maintain(lake, Duration.ofDays(30));
      assertThat(values(lake)).containsExactly(0, 1);
      assertThat(lake.commit(lake.head(), facts(2))).isEqualTo(3);
      assertThat(values(lake)).containsExactly(0, 1, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Breaks.class)
  void connectionThatBreaksAtRefusedRows_keepsThemOnce(Breaks breaks) throws Exception {
    try (Lake lake = open()) {
      lake.rejects().put("ecdc", "a", NOW, List.of(rejected(1)));
      UnsureFileSystem.breakOnce(breaks);
      lake.rejects().put("ecdc", "b", NOW, List.of(rejected(2)));
      assertThat(UnsureFileSystem.broke()).isTrue();
      lake.rejects().put("ecdc", "b", NOW, List.of(rejected(2)));
      assertThat(lake.rejects().of("a")).containsExactly(rejected(1));
      assertThat(lake.rejects().of("b")).containsExactly(rejected(2));
    }
  }

  @Test
  void writerThatSleepsThroughManyCommits_isRefused_andGoesOnAfterThem() throws Exception {
    try (Lake slow = open();
        Lake busy = open();
        LakeCatalog catalog = catalog()) {
      Head head = slow.head();
      TableOperations operations =
          ((HasTableOperations) catalog.loadTable(Tables.FACTS)).operations();
      TableMetadata base = operations.refresh();
      for (int i = 0; i < 25; i++) {
        busy.commit(busy.head(), facts(i));
      }
      // Past the last look at what is newest: only the file of its version is in its way.
      TableMetadata late = TableMetadata.buildFrom(base).setProperties(Map.of("a", "b")).build();
      assertThatThrownBy(() -> operations.commit(base, late))
          .isInstanceOf(CommitFailedException.class);
      assertThatThrownBy(() -> slow.commit(head, facts(25))).isInstanceOf(ConflictException.class);
      assertThat(slow.commit(slow.head(), facts(25))).isEqualTo(26);
      assertThat(values(busy)).hasSize(26);
    }
  }

  @Test
  void lakeThatWasOpenWhileUpkeepRemovedWhatItKnew_findsTheNewest() throws Exception {
    try (Lake slow = open();
        Lake busy = open()) {
      assertThat(slow.head().version()).isZero();
      for (int i = 0; i < 25; i++) {
        busy.commit(busy.head(), facts(i));
      }
      int before = metadata().size();
      maintain(busy, Duration.ofDays(30));
      assertThat(metadata()).hasSizeLessThan(before).noneMatch(name -> name.startsWith("v1."));
      assertThat(slow.head().version()).isEqualTo(25);
      assertThat(slow.commit(slow.head(), facts(25))).isEqualTo(26);
      assertThat(values(busy)).hasSize(26);
    }
  }

  @Test
  void staleHint_keepsItsMetadata_forWhoeverBeginsThere() throws Exception {
    try (Lake lake = open();
        LakeCatalog catalog = catalog()) {
      for (int i = 0; i < 25; i++) {
        lake.commit(lake.head(), facts(i));
      }
      org.apache.hadoop.fs.Path hint =
          new org.apache.hadoop.fs.Path(metadataDir("silver/facts"), "version-hint.text");
      files.replace(hint, new byte[] {'3'});
      Instant later = Instant.now().plus(Duration.ofDays(30));
      assertThat(new Orphans(catalog.loadTable(Tables.FACTS)).remove(later)).isEqualTo(2);
      assertThat(metadata())
          .anyMatch(name -> name.startsWith("v3."))
          .noneMatch(name -> name.startsWith("v2.") || name.startsWith("v1."));
      try (Lake fresh = open()) {
        assertThat(fresh.head().version()).isEqualTo(25);
      }
    }
  }

  @Test
  void lakeOfOld_thatDeletesItsMetadata_doesSoNoMore_onceOpened() throws Exception {
    open().close();
    try (LakeCatalog catalog = catalog()) {
      catalog.loadTable(Tables.FACTS).updateProperties().set(DELETE, "true").commit();
      open().close();
      assertThat(catalog.loadTable(Tables.FACTS).properties()).containsEntry(DELETE, "false");
    }
  }

  @Test
  void refusedRows_mergedIntoOneFile_areStillKeptOncePerImport() throws Exception {
    try (Lake lake = open()) {
      lake.rejects().put("ecdc", "a", NOW, List.of(rejected(1)));
      lake.rejects().put("ecdc", "c", NOW, List.of(rejected(3)));
      assertThat(maintain(lake, Duration.ZERO).merged()).isEqualTo(2);
      lake.rejects().put("ecdc", "b", NOW, List.of(rejected(2)));
      lake.rejects().put("ecdc", "c", NOW, List.of(rejected(3)));
      assertThat(lake.rejects().of("a")).containsExactly(rejected(1));
      assertThat(lake.rejects().of("b")).containsExactly(rejected(2));
      assertThat(lake.rejects().of("c")).containsExactly(rejected(3));
    }
  }

  @Test
  void upkeep_freesWhatTheBatchLayerHasDeleted() throws Exception {
    Schema schema = new Schema(Types.NestedField.required(1, "version", Types.LongType.get()));
    try (Lake lake = open();
        LakeCatalog catalog = catalog()) {
      Table gold =
          catalog
              .buildTable(TableIdentifier.of("gold", "summary"), schema)
              .withPartitionSpec(PartitionSpec.builderFor(schema).identity("version").build())
              .create();
      DataFile first = file(gold, 1);
      DataFile second = file(gold, 2);
      gold.newAppend().appendFile(first).commit();
      gold.newAppend().appendFile(second).commit();
      gold.newDelete().deleteFile(first).commit();

      maintain(lake, Duration.ofDays(1));
      assertThat(exists(first)).isTrue();
      maintain(lake, Duration.ofDays(30));
      assertThat(exists(first)).isFalse();
      assertThat(exists(second)).isTrue();
      gold.refresh();
      assertThat(gold.snapshots()).extracting(Snapshot::snapshotId).hasSize(1);
    }
  }

  private DataFile file(Table table, long version) throws IOException {
    String location = table.location() + "/data/version=" + version + "/a.parquet";
    files.replace(new org.apache.hadoop.fs.Path(location), new byte[10]);
    return DataFiles.builder(table.spec())
        .withPath(location)
        .withPartitionPath("version=" + version)
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .build();
  }

  private boolean exists(DataFile file) throws IOException {
    return files.fileSystem().exists(new org.apache.hadoop.fs.Path(file.location()));
  }

  private Lake open() {
    return Lake.open(files, "lake-1");
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(files.configuration(), files.path("lake/lake-1").toString());
  }

  private org.apache.hadoop.fs.Path metadataDir(String table) {
    return files.path("lake/lake-1/" + table + "/metadata");
  }

  private List<String> metadata() throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus file : files.fileSystem().listStatus(metadataDir("silver/facts"))) {
      if (file.getPath().getName().endsWith(".metadata.json")) {
        names.add(file.getPath().getName());
      }
    }
    return names;
  }

  private Maintenance.Done maintain(Lake lake, Duration later) throws IOException {
    LakeConfig config =
        new LakeConfig(
            dir.toUri(), Optional.empty(), 1 << 20, Duration.ofDays(7), Duration.ofDays(3));
    return lake.maintenance(config, Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC)).run();
  }

  /** The values of all facts, each the number of the day it is of. */
  private static List<Integer> values(Lake lake) throws IOException {
    List<Fact> all = new ArrayList<>();
    lake.facts().forEach(all::add);
    return all.stream().map(f -> (int) f.value().getAsDouble()).sorted().toList();
  }

  private static NewFacts facts(int day) {
    Change change = new Change(CASES, DAY.plusDays(day), OptionalDouble.of(day));
    return new NewFacts("i" + day, "ecdc", NOW, NOW, List.of(change), new Counts(1, 0, 0));
  }

  private static RejectedRow rejected(long line) {
    return new RejectedRow("a.csv", line, "cases", "x", "is no number: write 12");
  }
}

package io.lambdax.store.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.TestServices;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeIT {
  private static final Instant NOW = Instant.parse("2020-12-14T10:00:00Z");
  private static final SeriesId CASES = SeriesId.parse("health:DEU:cases");
  private static final LocalDate DAY = LocalDate.of(2020, 12, 1);
  private static final EmbeddedHdfs HDFS = TestServices.hdfs();

  private LakeFiles files;
  private String lakeId;

  @BeforeEach
  void emptyLake() throws Exception {
    URI root = HDFS.uri().resolve("/lambdax-" + UUID.randomUUID());
    files = new LakeFiles(HDFS.clientConfiguration(), root);
    lakeId = new LakePointer(files).readOrCreate(() -> "lake-1");
  }

  @Test
  void pointer_namesTheFirstLakeOnce_andIsReplacedWhole() throws Exception {
    LakePointer pointer = new LakePointer(files);
    assertThat(pointer.readOrCreate(() -> "lake-2")).isEqualTo("lake-1");
    pointer.replace("lake-3");
    assertThat(pointer.read()).contains("lake-3");
  }

  @Test
  void commit_takesTheNextVersion_andItsFactsAreRead() throws Exception {
    try (Lake lake = Lake.open(files, lakeId)) {
      assertThat(lake.head().version()).isZero();
      assertThat(lake.commit(lake.head(), facts("a", 0, 3))).isEqualTo(1);
      assertThat(lake.commit(lake.head(), withdrawal("b", 1))).isEqualTo(2);

      PresentFacts present = lake.facts().present("ecdc", lake.head());
      assertThat(present.present()).isEqualTo(2);
      assertThat(present.get(CASES, DAY.plusDays(1)).orElseThrow().value()).isEmpty();
      assertThat(lake.facts().present("other", lake.head()).present()).isZero();
      assertThat(lake.facts().ofVersions(2, 2).get(2L))
          .containsExactly(
              new Fact(CASES, DAY.plusDays(1), OptionalDouble.empty(), 2, NOW, NOW, "ecdc", "b"));
      assertThat(lake.versionOf("a").orElseThrow().counts()).isEqualTo(new Counts(3, 0, 0));
    }
  }

  @Test
  void commit_onAStaleHead_isRefusedAndLeavesNothing() throws Exception {
    try (Lake one = Lake.open(files, lakeId);
        Lake two = Lake.open(files, lakeId)) {
      Head empty = one.head();
      Head alsoEmpty = two.head();
      one.commit(empty, facts("a", 0, 3));
      assertThatThrownBy(() -> two.commit(alsoEmpty, facts("b", 0, 3)))
          .isInstanceOf(ConflictException.class);
      Head head = two.head();
      one.commit(one.head(), facts("c", 3, 2));
      assertThatThrownBy(() -> two.commit(head, facts("d", 3, 2)))
          .isInstanceOf(ConflictException.class);
      assertThat(allFacts(two)).hasSize(5);
      assertThat(two.head().version()).isEqualTo(2);
    }
  }

  @Test
  void maintenance_mergesExpiresAndRemoves_butKeepsFactsAndVersion() throws Exception {
    try (Lake lake = Lake.open(files, lakeId)) {
      for (int i = 0; i < 5; i++) {
        lake.commit(lake.head(), facts("i" + i, 10 * i, 10));
      }
      List<Fact> before = allFacts(lake);
      org.apache.hadoop.fs.Path orphan =
          files.path("lake/" + lakeId + "/silver/facts/data/orphan.parquet");
      files.replace(orphan, new byte[] {1});

      Maintenance.Done done = maintenance(lake, Duration.ofDays(30));

      assertThat(done.merged()).isEqualTo(5);
      assertThat(done.expired()).isEqualTo(4);
      assertThat(files.fileSystem().exists(orphan)).isFalse();
      assertThat(allFacts(lake)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(lake.head().version()).isEqualTo(5);
      assertThat(lake.versionOf("i4")).isPresent();
      assertThat(lake.commit(lake.head(), facts("after", 50, 1))).isEqualTo(6);
      assertThat(maintenance(lake, Duration.ZERO).orphans()).isZero();
    }
  }

  @Test
  void maintenance_afterAQuietWeek_keepsTheNewestVersion_whateverIcebergsOwnAgeLimit()
      throws Exception {
    try (Lake lake = Lake.open(files, lakeId)) {
      lake.commit(lake.head(), facts("a", 0, 3));
      lake.commit(lake.head(), facts("b", 3, 3));
      try (HadoopCatalog catalog =
          new HadoopCatalog(files.configuration(), files.path("lake/" + lakeId).toString())) {
        catalog
            .loadTable(Tables.FACTS)
            .updateProperties()
            .set("history.expire.max-snapshot-age-ms", "1")
            .commit();
      }
      maintenance(lake, Duration.ofDays(8));
      assertThat(lake.head().version()).isEqualTo(2);
      assertThat(lake.commit(lake.head(), facts("c", 6, 3))).isEqualTo(3);
    }
  }

  @Test
  void lake_isInForce_untilAnotherTakesOver() throws Exception {
    LakePointer pointer = new LakePointer(files);
    pointer.replace(lakeId);
    try (Lake lake = Lake.open(files, lakeId)) {
      assertThat(lake.inForce()).isTrue();
      pointer.replace("another");
      assertThat(lake.inForce()).isFalse();
    }
  }

  @Test
  void merge_betweenHeadAndCommit_doesNotGetInTheWay() throws Exception {
    try (Lake lake = Lake.open(files, lakeId);
        Lake other = Lake.open(files, lakeId)) {
      lake.commit(lake.head(), facts("a", 0, 3));
      lake.commit(lake.head(), facts("b", 3, 3));
      Head head = lake.head();
      maintenance(other, Duration.ZERO);
      assertThat(lake.commit(head, facts("c", 6, 3))).isEqualTo(3);
      assertThat(allFacts(lake)).hasSize(9);
    }
  }

  @Test
  void rejects_areKeptOncePerImport() throws Exception {
    List<RejectedRow> rows =
        List.of(new RejectedRow("a.csv", 7, "cases", "x", "is no number: write 12"));
    try (Lake lake = Lake.open(files, lakeId)) {
      lake.rejects().put("ecdc", "a", NOW, rows);
      lake.rejects().put("ecdc", "b", NOW, rows);
      lake.rejects().put("ecdc", "a", NOW, rows);
      assertThat(lake.rejects().of("a")).isEqualTo(rows);

      // Alike in more characters than Iceberg keeps of a file's bounds, and so as real ids are.
      lake.rejects().put("hospital", "hospital-20261121T083003Z-8d61ff9c", NOW, rows);
      lake.rejects().put("hospital", "hospital-20261121T082733Z-8d61ff9c", NOW, rows);
      assertThat(lake.rejects().of("hospital-20261121T082733Z-8d61ff9c")).isEqualTo(rows);
      assertThat(lake.rejects().of("hospital-20261121T083003Z-8d61ff9c")).isEqualTo(rows);
    }
  }

  private Maintenance.Done maintenance(Lake lake, Duration later) throws Exception {
    LakeConfig config =
        new LakeConfig(
            URI.create("hdfs://lambdax/lambdax"),
            Optional.empty(),
            1 << 20,
            Duration.ofDays(7),
            Duration.ofDays(3));
    return lake.maintenance(config, Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC)).run();
  }

  private static List<Fact> allFacts(Lake lake) throws Exception {
    List<Fact> all = new ArrayList<>();
    lake.facts().forEach(all::add);
    return all;
  }

  private static NewFacts facts(String importId, int firstDay, int days) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      changes.add(new Change(CASES, DAY.plusDays(firstDay + i), OptionalDouble.of(i)));
    }
    return new NewFacts(importId, "ecdc", NOW, NOW, changes, new Counts(days, 0, 0));
  }

  private static NewFacts withdrawal(String importId, int day) {
    Change change = new Change(CASES, DAY.plusDays(day), OptionalDouble.empty());
    return new NewFacts(importId, "ecdc", NOW, NOW, List.of(change), new Counts(0, 0, 1));
  }
}

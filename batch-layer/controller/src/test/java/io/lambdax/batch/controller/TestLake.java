package io.lambdax.batch.controller;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.NewFacts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;

/** A small lake, and beside it what it is meant to hold now. Used by one thread. */
final class TestLake {

  static final LocalDate START = LocalDate.of(2020, 1, 6);
  static final List<SeriesId> MARKET = ids("market:DAX:close", "market:SAP:close");
  static final List<SeriesId> HEALTH =
      ids("health:DEU:cases", "health:DEU:deaths", "health:FRA:cases@jhu");

  private static final int DAYS = 160;
  private static final Instant NOON = Instant.parse("2020-12-14T12:00:00Z");

  private final LakeFiles files;
  private final URI root;
  private final String lakeId;
  private final SortedMap<SeriesId, SortedMap<LocalDate, Double>> present = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long version;

  private TestLake(URI root, String lakeId) throws IOException {
    this.files = new LakeFiles(TestServices.hdfs().clientConfiguration(), root);
    this.root = root;
    this.lakeId = lakeId;
  }

  /** A lake on the shared HDFS, with version 1 in it. */
  static TestLake of(String test) throws Exception {
    URI root = TestServices.hdfs().uri().resolve("/" + test);
    TestLake lake = new TestLake(root, "lake-" + test);
    lake.fill(new Random(20201214));
    lake.commit();
    return lake;
  }

  String uri() {
    return root.toString();
  }

  String id() {
    return lakeId;
  }

  /** Half a year of every series: markets on weekdays, health daily with a wave. */
  private void fill(Random random) {
    for (SeriesId id : MARKET) {
      double price = 100;
      for (int day = 0; day < DAYS; day++) {
        price *= Math.exp(0.02 * random.nextGaussian());
        if (START.plusDays(day).getDayOfWeek().getValue() <= 5) {
          put(id, day, price);
        }
      }
    }
    for (SeriesId id : HEALTH) {
      for (int day = 0; day < DAYS; day++) {
        double wave = 500 * Math.exp(-Math.pow((day - 80) / 30.0, 2));
        put(id, day, Math.rint(wave * (0.7 + 0.6 * random.nextDouble())) + 5);
      }
    }
  }

  void put(SeriesId id, int day, double value) {
    LocalDate date = START.plusDays(day);
    present.computeIfAbsent(id, unused -> new TreeMap<>()).put(date, value);
    changes.add(new Change(id, date, OptionalDouble.of(value)));
  }

  void withdraw(SeriesId id, int day) {
    LocalDate date = START.plusDays(day);
    present.get(id).remove(date);
    changes.add(new Change(id, date, OptionalDouble.empty()));
  }

  /** Commits what was put and withdrawn since the last time, as one version. */
  long commit() throws Exception {
    try (Lake lake = Lake.open(files, lakeId)) {
      String importId = "test-" + (version + 1);
      NewFacts facts =
          new NewFacts(
              importId,
              "test",
              published(version + 1),
              NOON,
              changes,
              new Counts(changes.size(), 0, 0));
      version = lake.commit(lake.head(), facts);
      changes.clear();
      return version;
    }
  }

  /** When a version was published. */
  static Instant published(long version) {
    return NOON.minus(Duration.ofDays(100 - version));
  }

  /** What the lake's facts are in now. */
  long snapshotId() throws IOException {
    try (Lake lake = Lake.open(files, lakeId)) {
      return lake.head().snapshotId().orElseThrow();
    }
  }

  Series series(SeriesId id) {
    return Series.of(present.get(id));
  }

  /** How many rows a table of the lake has. */
  long rows(String namespace, String table) throws IOException {
    try (HadoopCatalog catalog =
        new HadoopCatalog(files.configuration(), root + "/lake/" + lakeId)) {
      return Long.parseLong(
          catalog
              .loadTable(TableIdentifier.of(namespace, table))
              .currentSnapshot()
              .summary()
              .get("total-records"));
    }
  }

  private static List<SeriesId> ids(String... names) {
    return java.util.Arrays.stream(names).map(SeriesId::parse).toList();
  }
}

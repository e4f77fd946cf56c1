package io.lambdax.store.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/**
 * The versions as the snapshots' summaries tell them. A rewrite's snapshot has none, so the newest
 * version is the highest that any snapshot has; maintenance never expires that one.
 */
final class Versions {
  static final String VERSION = "lambdax.version";
  private static final String LAKE_ID = "lambdax.lakeId";
  private static final String IMPORT_ID = "lambdax.importId";
  private static final String SOURCE = "lambdax.source";
  private static final String ADDED = "lambdax.added";
  private static final String REVISED = "lambdax.revised";
  private static final String WITHDRAWN = "lambdax.withdrawn";
  private static final String FIRST_DATE = "lambdax.firstDate";
  private static final String LAST_DATE = "lambdax.lastDate";

  private Versions() {}

  static void write(SnapshotUpdate<?> update, String lakeId, long version, NewFacts facts) {
    update.set(VERSION, Long.toString(version));
    update.set(LAKE_ID, lakeId);
    update.set(IMPORT_ID, facts.importId());
    update.set(SOURCE, facts.source());
    update.set(ADDED, Long.toString(facts.counts().added()));
    update.set(REVISED, Long.toString(facts.counts().revised()));
    update.set(WITHDRAWN, Long.toString(facts.counts().withdrawn()));
    update.set(FIRST_DATE, facts.firstDate().toString());
    update.set(LAST_DATE, facts.lastDate().toString());
  }

  /** The snapshot that added the newest version, if any has. */
  static Optional<Snapshot> newest(Table table) {
    Snapshot newest = null;
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.summary().containsKey(VERSION)
          && (newest == null || version(snapshot) > version(newest))) {
        newest = snapshot;
      }
    }
    return Optional.ofNullable(newest);
  }

  static long version(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().get(VERSION));
  }

  /** What the kept snapshots say of their versions, in order. */
  static SortedMap<Long, VersionInfo> all(Table table) {
    SortedMap<Long, VersionInfo> all = new TreeMap<>();
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.summary().containsKey(VERSION)) {
        VersionInfo info = info(snapshot);
        all.put(info.version(), info);
      }
    }
    return all;
  }

  private static VersionInfo info(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    return new VersionInfo(
        version(snapshot),
        summary.get(IMPORT_ID),
        summary.get(SOURCE),
        new Counts(
            Long.parseLong(summary.get(ADDED)),
            Long.parseLong(summary.get(REVISED)),
            Long.parseLong(summary.get(WITHDRAWN))),
        LocalDate.parse(summary.get(FIRST_DATE)),
        LocalDate.parse(summary.get(LAST_DATE)),
        Instant.ofEpochMilli(snapshot.timestampMillis()));
  }
}

package io.lambdax.store.lake;

import io.lambdax.core.series.Fact;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;

/**
 * One lake: its facts, its rejected rows and the commit that adds a version. Any number of
 * processes may have it open and write; one instance is for one thread.
 *
 * <pre>{@code
 * try (Lake lake = Lake.open(files, lakeId)) {
 *   Head head = lake.head();
 *   PresentFacts present = lake.facts().present("ecdc", head);
 *   long version = lake.commit(head, difference(present));
 * }
 * }</pre>
 */
public final class Lake implements AutoCloseable {
  private final String lakeId;
  private final LakePointer pointer;
  private final LakeCatalog catalog;
  private final Table facts;

  private Lake(String lakeId, LakePointer pointer, LakeCatalog catalog) {
    this.lakeId = lakeId;
    this.pointer = pointer;
    this.catalog = catalog;
    this.facts = Tables.facts(catalog);
  }

  /** Opens a lake and creates what it lacks. */
  public static Lake open(LakeFiles files, String lakeId) {
    String warehouse = files.path("lake/" + lakeId).toString();
    return new Lake(
        lakeId, new LakePointer(files), new LakeCatalog(files.configuration(), warehouse));
  }

  /** The name of this lake, new when it was created or rebuilt. */
  public String lakeId() {
    return lakeId;
  }

  /**
   * Whether this is the lake in force now: false before a rebuild ends, and after the next one has.
   */
  public boolean inForce() throws IOException {
    return pointer.read().filter(lakeId::equals).isPresent();
  }

  /** The newest state of the facts. */
  public Head head() {
    facts.refresh();
    Snapshot current = facts.currentSnapshot();
    return new Head(
        current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId()),
        Versions.newest(facts).map(Versions::version).orElse(0L));
  }

  /** What the kept snapshots say of their versions; older ones may be missing. */
  public SortedMap<Long, VersionInfo> versions() {
    facts.refresh();
    return Versions.all(facts);
  }

  /** The version that an import committed, if its snapshot is kept. */
  public Optional<VersionInfo> versionOf(String importId) {
    return versions().values().stream().filter(v -> v.importId().equals(importId)).findFirst();
  }

  /** The reader of the facts. */
  public FactsReader facts() {
    return new FactsReader(facts);
  }

  /** The rejected rows. */
  public Rejects rejects() {
    return new Rejects(Tables.rejects(catalog));
  }

  /** The upkeep of all its tables. */
  public Maintenance maintenance(LakeConfig config, java.time.Clock clock) {
    return new Maintenance(catalog, config, clock);
  }

  /**
   * Adds facts as the version after that head, all or nothing.
   *
   * @return the version
   * @throws ConflictException if facts were committed after the head; nothing was added
   * @throws IOException if the lake cannot be written; nothing was added, unless the lake went away
   *     at the commit itself and has not come back, which {@link #versionOf} tells later
   */
  public long commit(Head head, NewFacts added) throws IOException, ConflictException {
    long version = head.version() + 1;
    FactRows rows = new FactRows();
    Iterator<Record> records =
        added.changes().stream().map(c -> rows.toRow(fact(c, version, added))).iterator();
    DataFile file = DataFiles.write(facts, added.importId(), records);
    try {
      OverwriteFiles overwrite =
          facts
              .newOverwrite()
              .addFile(file)
              .conflictDetectionFilter(Expressions.alwaysTrue())
              .validateNoConflictingData();
      head.snapshotId().ifPresent(overwrite::validateFromSnapshot);
      Versions.write(overwrite, lakeId, version, added);
      overwrite.commit();
      return version;
    } catch (CommitStateUnknownException e) {
      return versionOf(added.importId())
          .map(VersionInfo::version)
          .orElseThrow(() -> new IOException(unknown(added.importId()), e));
    } catch (ValidationException | CommitFailedException e) {
      if (versionOf(added.importId()).isEmpty()) {
        facts.io().deleteFile(file.location());
      }
      throw new ConflictException(added.importId(), head, e);
    }
  }

  private static String unknown(String importId) {
    return "the lake went away while import "
        + importId
        + " was committed, and does not show it: the next pass brings it to its end";
  }

  private static Fact fact(Change change, long version, NewFacts added) {
    return new Fact(
        change.series(),
        change.date(),
        change.value(),
        version,
        added.observedAt(),
        added.fetchedAt(),
        added.source(),
        added.importId());
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}

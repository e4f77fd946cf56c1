package io.lambdax.store.lake;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads silver.facts. One instance is for one thread. */
public final class FactsReader {
  private static final Comparator<Fact> ORDER =
      Comparator.comparing((Fact f) -> f.series().toString()).thenComparing(Fact::date);

  private final Table table;

  FactsReader(Table table) {
    this.table = table;
  }

  /** The newest fact of every (series, date) of a source, as that head has them. */
  public PresentFacts present(String source, Head head) throws IOException {
    PresentFacts facts = new PresentFacts();
    if (head.snapshotId().isEmpty()) {
      return facts;
    }
    FactRows rows = new FactRows();
    IcebergGenerics.ScanBuilder scan =
        IcebergGenerics.read(table)
            .useSnapshot(head.snapshotId().getAsLong())
            .where(Expressions.equal("source", source))
            .select("series", "date", "value", "version", "observed_at", "source");
    try (CloseableIterable<Record> records = scan.build()) {
      for (Record row : records) {
        facts.put(
            rows.series(row),
            FactRows.date(row),
            new PresentFacts.Known(
                FactRows.value(row), FactRows.version(row), FactRows.instant(row, "observed_at")));
      }
    }
    return facts;
  }

  /**
   * Which of these series have facts of another source that came later than a version, and whose
   * the newest are.
   *
   * @param since by series: facts of that version and of earlier ones do not count; 0 counts all
   */
  public SortedMap<SeriesId, String> otherSources(
      Map<SeriesId, Long> since, String source, Head head) throws IOException {
    SortedMap<SeriesId, String> others = new TreeMap<>();
    if (head.snapshotId().isEmpty() || since.isEmpty()) {
      return others;
    }
    Map<SeriesId, Long> newest = new HashMap<>(since);
    FactRows rows = new FactRows();
    IcebergGenerics.ScanBuilder scan =
        IcebergGenerics.read(table)
            .useSnapshot(head.snapshotId().getAsLong())
            .where(
                Expressions.and(
                    Expressions.notEqual("source", source),
                    // What came before all of them need not be read at all.
                    Expressions.greaterThan("version", Collections.min(since.values()))))
            .select("series", "source", "version");
    try (CloseableIterable<Record> records = scan.build()) {
      for (Record row : records) {
        SeriesId id = rows.series(row);
        if (newest.getOrDefault(id, Long.MAX_VALUE) < FactRows.version(row)) {
          newest.put(id, FactRows.version(row));
          others.put(id, row.getField("source").toString());
        }
      }
    }
    return others;
  }

  /**
   * The facts of the versions from..to, both inclusive, by version, each version's by series and
   * date. All are held in memory.
   */
  public SortedMap<Long, List<Fact>> ofVersions(long from, long to) throws IOException {
    SortedMap<Long, List<Fact>> facts = new TreeMap<>();
    forEach(
        Expressions.and(
            Expressions.greaterThanOrEqual("version", from),
            Expressions.lessThanOrEqual("version", to)),
        f -> facts.computeIfAbsent(f.version(), v -> new ArrayList<>()).add(f));
    facts.values().forEach(list -> list.sort(ORDER));
    return facts;
  }

  /** Visits every fact that was ever added, in no order. */
  public void forEach(Consumer<Fact> visitor) throws IOException {
    forEach(Expressions.alwaysTrue(), visitor);
  }

  private void forEach(Expression filter, Consumer<Fact> visitor) throws IOException {
    table.refresh();
    FactRows rows = new FactRows();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).where(filter).build()) {
      records.forEach(row -> visitor.accept(rows.toFact(row)));
    }
  }
}

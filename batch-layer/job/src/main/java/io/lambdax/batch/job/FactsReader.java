package io.lambdax.batch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Reads what {@code silver.facts} knew at a version, and what it had known before. */
final class FactsReader {

  private static final String TABLE = SparkSessions.CATALOG + ".silver.facts";

  private final SparkSession spark;

  FactsReader(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Reads.
   *
   * @throws IllegalStateException if the lake does not hold the facts of that version
   */
  Facts upTo(long version) {
    long snapshotId = newestSnapshot();
    Dataset<Row> facts =
        spark
            .read()
            .option("versionAsOf", snapshotId)
            .table(TABLE)
            .where(col("version").leq(version));
    TreeMap<SeriesId, Facts.Known> known = new TreeMap<>();
    // Part by part: rows of all facts at once would take many times the room of the histories.
    bySeries(facts)
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              SeriesId id = SeriesId.parse(row.getAs("series"));
              known.put(id, known(id, row));
            });
    SortedMap<Long, Instant> published = published(facts);
    long newest = published.isEmpty() ? 0 : published.lastKey();
    if (newest != version) {
      throw new IllegalStateException(
          "version "
              + version
              + " was asked for but the lake's newest fact up to it is of version "
              + newest
              + ": check that lambdax.lake.uri and the lake's id are those the importer writes");
    }
    return new Facts(known, published, snapshotId);
  }

  private long newestSnapshot() {
    try {
      Snapshot newest = Spark3Util.loadIcebergTable(spark, TABLE).currentSnapshot();
      if (newest == null) {
        throw new IllegalStateException(TABLE + " is empty: nothing was imported into this lake");
      }
      return newest.snapshotId();
    } catch (ParseException | NoSuchTableException e) {
      throw new IllegalStateException(
          TABLE
              + " is not there: check that lambdax.lake.uri and the lake's id are those the importer"
              + " writes",
          e);
    }
  }

  private static Dataset<Row> bySeries(Dataset<Row> facts) {
    return facts
        .groupBy("series")
        .agg(
            collect_list(
                    struct(
                        unix_date(col("date")).as("day"),
                        col("version"),
                        // Lists of structs without nulls are read faster; a value is never NaN.
                        coalesce(col("value"), lit(Double.NaN)).as("value")))
                .as("facts"),
            max(struct("version", "source")).as("last"));
  }

  /** A version's facts were published together; a merged one counts by its newest part. */
  private static SortedMap<Long, Instant> published(Dataset<Row> facts) {
    SortedMap<Long, Instant> published = new TreeMap<>();
    for (Row row : facts.groupBy("version").agg(max("observed_at")).collectAsList()) {
      published.put(row.getLong(0), row.<Timestamp>getAs(1).toInstant());
    }
    return published;
  }

  private static Facts.Known known(SeriesId id, Row row) {
    List<Row> facts = new ArrayList<>(row.getList(row.fieldIndex("facts")));
    facts.sort(
        Comparator.<Row>comparingInt(fact -> fact.getInt(0))
            .thenComparingLong(fact -> fact.getLong(1)));
    try {
      History history =
          History.of(
              facts.stream().mapToInt(fact -> fact.getInt(0)).toArray(),
              facts.stream().mapToLong(fact -> fact.getLong(1)).toArray(),
              facts.stream().mapToDouble(fact -> fact.getDouble(2)).toArray());
      Series values = history.asOf(Long.MAX_VALUE);
      long days = facts.stream().mapToInt(fact -> fact.getInt(0)).distinct().count();
      Row last = row.getAs("last");
      return new Facts.Known(last.getString(1), values, days - values.size(), history);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("facts of " + id + " are no series: " + e.getMessage(), e);
    }
  }
}

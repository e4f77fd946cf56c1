package io.lambdax.batch.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Reads what {@code silver.facts} knew at a version: the newest fact per series and day. */
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
    List<Row> rows = bySeries(snapshotId, version).collectAsList();
    TreeMap<SeriesId, Facts.Known> known = new TreeMap<>();
    long newest = 0;
    for (Row row : rows) {
      Row last = row.getAs("last");
      newest = Math.max(newest, last.getLong(0));
      SeriesId id = SeriesId.parse(row.getAs("series"));
      known.put(
          id,
          new Facts.Known(
              last.getString(1),
              series(id, row.getList(row.fieldIndex("points"))),
              row.getAs("withdrawn")));
    }
    if (newest != version) {
      throw new IllegalStateException(
          "version "
              + version
              + " was asked for but the lake's newest fact up to it is of version "
              + newest
              + ": check that lambdax.lake.uri and the lake's id are those the importer writes");
    }
    return new Facts(known, snapshotId);
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

  private Dataset<Row> bySeries(long snapshotId, long version) {
    return spark
        .read()
        .option("versionAsOf", snapshotId)
        .table(TABLE)
        .where(col("version").leq(version))
        .groupBy("series", "date")
        .agg(max(struct("version", "source", "value")).as("fact"))
        .groupBy("series")
        .agg(
            // Lists leave nulls out: a withdrawn day has no point.
            collect_list(
                    when(
                        col("fact.value").isNotNull(),
                        struct(unix_date(col("date")).as("day"), col("fact.value").as("value"))))
                .as("points"),
            count_if(col("fact.value").isNull()).as("withdrawn"),
            max(struct("fact.version", "fact.source")).as("last"));
  }

  private static Series series(SeriesId id, List<Row> points) {
    List<Row> ordered =
        points.stream().sorted(Comparator.comparingInt(point -> point.getInt(0))).toList();
    try {
      return Series.of(
          ordered.stream().mapToInt(point -> point.getInt(0)).toArray(),
          ordered.stream().mapToDouble(point -> point.getDouble(1)).toArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("facts of " + id + " are no series: " + e.getMessage(), e);
    }
  }
}

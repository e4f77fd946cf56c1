package io.lambdax.batch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.api.java.JavaRDD;
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
    Published published = new Published();
    spark.sparkContext().register(published, "published");
    TreeMap<SeriesId, Facts.Known> known = new TreeMap<>();
    bySeries(facts, published)
        .collect()
        .forEach(told -> known.put(SeriesId.parse(told.series()), known(told)));
    SortedMap<Long, Instant> versions = published.value();
    long newest = versions.isEmpty() ? 0 : versions.lastKey();
    if (newest != version) {
      throw new IllegalStateException(
          "version "
              + version
              + " was asked for but the lake's newest fact up to it is of version "
              + newest
              + ": check that lambdax.lake.uri and the lake's id are those the importer writes");
    }
    return new Facts(known, versions, snapshotId);
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

  /** The facts cross the network once, and arrive at the driver as small as views store them. */
  private static JavaRDD<ToldSeries> bySeries(Dataset<Row> facts, Published published) {
    return facts
        .select(
            col("series"),
            unix_date(col("date")).as("day"),
            col("version"),
            coalesce(col("value"), lit(Double.NaN)).as("value"),
            col("source"),
            unix_micros(col("observed_at")).as("observed"))
        .repartition(
            Math.max(4, facts.sparkSession().sparkContext().defaultParallelism()), col("series"))
        .sortWithinPartitions("series", "day", "version")
        .toJavaRDD()
        .mapPartitions(rows -> ToldSeries.of(rows, published));
  }

  private static Facts.Known known(ToldSeries told) {
    History history = told.history();
    Series values = history.asOf(Long.MAX_VALUE);
    long days = IntStream.range(0, history.size()).filter(i -> !history.isRevision(i)).count();
    return new Facts.Known(told.source(), values, days - values.size(), history);
  }
}

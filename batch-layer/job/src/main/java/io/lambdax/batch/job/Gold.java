package io.lambdax.batch.job;

import static org.apache.spark.sql.functions.col;

import io.lambdax.core.question.Best;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructType;

/**
 * The batch's results in the lake: {@code gold.summary} and, if asked for, {@code gold.profile},
 * both partitioned by version. Writing a version again replaces just that version, so a late driver
 * does no harm.
 */
final class Gold {

  private static final StructType KEY =
      new StructType()
          .add("version", "long", false)
          .add("x_transform", "string", false)
          .add("y_transform", "string", false)
          .add("window_days", "int", false)
          .add("x", "string", false)
          .add("y", "string", false);

  /** A pair's summary; window_days 0 means all days. */
  static final StructType SUMMARY =
      KEY.add("r0", "double")
          .add("n0", "int")
          .add("best_lag", "int")
          .add("r", "double")
          .add("n", "int")
          .add("lags_tested", "int")
          .add("n_eff", "double")
          .add("p", "double")
          .add("ci_low", "double")
          .add("ci_high", "double")
          .add("p_adjusted", "double")
          .add("q", "double");

  /** A pair's r and n at one lag. */
  static final StructType PROFILE = KEY.add("lag", "int", false).add("r", "double").add("n", "int");

  /** As the importer's tables have them; its upkeep covers these too. */
  private static final String PROPERTIES =
      "'write.metadata.delete-after-commit.enabled'='false',"
          + "'write.metadata.previous-versions-max'='20',"
          + "'commit.retry.num-retries'='20',"
          + "'write.metadata.compression-codec'='gzip',"
          + "'format-version'='2'";

  private static final String SUMMARY_TABLE = SparkSessions.CATALOG + ".gold.summary";
  private static final String PROFILE_TABLE = SparkSessions.CATALOG + ".gold.profile";

  private final SparkSession spark;

  Gold(SparkSession spark) {
    this.spark = spark;
  }

  /** Writes {@code gold.summary} of a version, which all rows name. */
  void summaries(long version, JavaRDD<Row> rows) {
    write(version, spark.createDataFrame(rows, SUMMARY), SUMMARY_TABLE);
  }

  /** Writes {@code gold.profile} of a version, which all rows name. */
  void profiles(long version, JavaRDD<Row> rows) {
    write(version, spark.createDataFrame(rows, PROFILE), PROFILE_TABLE);
  }

  /** Deletes what versions below one computed: whole partitions, without reading them. */
  void forgetBefore(long oldest) {
    for (String table : List.of(SUMMARY_TABLE, PROFILE_TABLE)) {
      if (spark.catalog().tableExists(table)) {
        spark.sql("delete from " + table + " where version < " + oldest);
      }
    }
  }

  private void write(long version, Dataset<Row> rows, String table) {
    create(table, rows.schema());
    try {
      // By default rows would be sorted by their one version, all by one task. The version is named
      // because no rows at all must replace what is there too.
      rows.writeTo(table)
          .option("distribution-mode", "none")
          .overwrite(col("version").equalTo(version));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(table + " vanished while it was being written", e);
    }
  }

  /** In SQL, because only that takes it well when another driver creates the table just then. */
  private void create(String table, StructType columns) {
    if (!spark.catalog().tableExists(table)) {
      spark.sql("create namespace if not exists " + SparkSessions.CATALOG + ".gold");
      spark.sql(
          "create table if not exists "
              + table
              + " ("
              + columns.toDDL()
              + ") using iceberg partitioned by (version) tblproperties ("
              + PROPERTIES
              + ")");
    }
  }

  /** A row of {@link #SUMMARY}. */
  static Row row(long version, Family family, RankedSummary ranked) {
    Optional<Best> best = ranked.summary().best();
    return RowFactory.create(
        version,
        family.xTransform().word(),
        family.yTransform().word(),
        family.windowDays(),
        ranked.summary().x().toString(),
        ranked.summary().y().toString(),
        boxed(ranked.summary().r0()),
        ranked.summary().n0(),
        best.map(Best::lag).orElse(null),
        best.map(Best::r).orElse(null),
        best.map(Best::n).orElse(null),
        best.map(Best::lagsTested).orElse(null),
        best.map(b -> b.significance().nEff()).orElse(null),
        best.map(b -> boxed(b.significance().p())).orElse(null),
        best.flatMap(b -> b.significance().ci95()).map(i -> i.low()).orElse(null),
        best.flatMap(b -> b.significance().ci95()).map(i -> i.high()).orElse(null),
        best.map(b -> boxed(b.pAdjusted())).orElse(null),
        boxed(ranked.q()));
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}

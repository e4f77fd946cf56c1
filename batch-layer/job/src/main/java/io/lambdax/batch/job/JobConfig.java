package io.lambdax.batch.job;

import com.typesafe.config.Config;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.MysqlConfig;
import java.time.Duration;

/**
 * How the job works, from {@code lambdax.lake.uri}, {@code lambdax.correlate} and {@code
 * lambdax.batch}.
 *
 * @param lakeUri where the lakes are
 * @param mysql where the views' database is
 * @param correlate which pairs it summarises, and how
 * @param profiles whether the full profiles go to the lake too
 * @param summaryMax most pairs per family that MySQL keeps
 * @param heartbeat how often the job tells that it is alive
 * @param maxRun how long a run may take
 */
record JobConfig(
    String lakeUri,
    MysqlConfig mysql,
    CorrelateConfig correlate,
    boolean profiles,
    int summaryMax,
    Duration heartbeat,
    Duration maxRun) {

  JobConfig {
    if (lakeUri.isBlank()) {
      throw new IllegalArgumentException("lambdax.lake.uri is empty: set LAMBDAX_LAKE_URI");
    }
    if (summaryMax < 1) {
      throw new IllegalArgumentException(
          "lambdax.batch.summary.mysql.max is " + summaryMax + ": expected at least 1");
    }
    if (heartbeat.toMillis() < 100) {
      throw new IllegalArgumentException(
          "lambdax.batch.heartbeat is " + heartbeat + ": expected at least 100ms");
    }
    if (maxRun.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException(
          "lambdax.batch.max-run is "
              + maxRun
              + ": expected more than the heartbeat's "
              + heartbeat);
    }
  }

  /** Reads the whole configuration. */
  static JobConfig from(Config root) {
    Config batch = root.getConfig("lambdax.batch");
    return new JobConfig(
        root.getString("lambdax.lake.uri"),
        MysqlConfig.from(root),
        CorrelateConfig.from(root),
        batch.getBoolean("profiles"),
        batch.getInt("summary.mysql.max"),
        batch.getDuration("heartbeat"),
        batch.getDuration("max-run"));
  }

  /** Where Iceberg keeps the tables of one lake. */
  String warehouse(String lakeId) {
    return (lakeUri.endsWith("/") ? lakeUri : lakeUri + "/") + "lake/" + lakeId;
  }
}

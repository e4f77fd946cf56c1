package io.lambdax.batch.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Starts Spark as leanly as it will: whatever {@code spark-submit} or a system property says wins.
 */
final class SparkSessions {

  /** The name of Iceberg's catalog in this session. */
  static final String CATALOG = "lake";

  private SparkSessions() {}

  static SparkSession open(JobArguments arguments, String warehouse) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "lambdax-batch-" + arguments.version());
    // A task that fails is tried again, as on a cluster: else it would take all others with it.
    conf.setIfMissing("spark.master", "local[*,4]");
    if (conf.get("spark.master").startsWith("local")) {
      // Nothing but this process talks to this driver.
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.sql.catalogImplementation", "in-memory");
    // Who has many rows says so: more partitions, or planning again between stages, cost more than
    // they save.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.catalog." + CATALOG, "org.apache.iceberg.spark.SparkCatalog");
    conf.set("spark.sql.catalog." + CATALOG + ".type", "hadoop");
    conf.set("spark.sql.catalog." + CATALOG + ".warehouse", warehouse);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}

package io.lambdax.batch.controller.kubernetes;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every SparkApplication says, whichever the run.
 *
 * @param image where the code is
 * @param serviceAccount what the driver may do on the cluster: start executors
 * @param executorServiceAccount the executors'; empty: the driver's
 * @param userId the user whom pods run as
 * @param hadoopConfigMap ConfigMap with Hadoop's settings; empty: none
 * @param mysql how driver and executors get at MySQL
 * @param driver size of the driver
 * @param executor size of an executor
 * @param executors how many
 * @param placement where pods may run
 * @param environment variables of all pods, nothing secret
 * @param sparkConf settings of Spark
 */
record ApplicationConfig(
    JobImage image,
    String serviceAccount,
    String executorServiceAccount,
    int userId,
    String hadoopConfigMap,
    MysqlAccess mysql,
    PodSize driver,
    PodSize executor,
    int executors,
    Placement placement,
    SortedMap<String, String> environment,
    SortedMap<String, String> sparkConf) {

  /** What the operator refuses, or what has a setting of its own. */
  private static final String OWN_SETTING =
      "spark\\.master|spark\\.kubernetes\\.(namespace|.*container\\.image|authenticate\\..*|driver\\.master)"
          + "|spark\\.executor\\.instances|spark\\.(driver|executor)\\.(cores|memory|memoryOverhead|extraClassPath)";

  private static final String SECRET = "(?i).*(PASSWORD|SECRET|TOKEN).*|LAMBDAX_MYSQL_.*";

  static ApplicationConfig from(Config root, Settings settings, Map<String, String> own) {
    return new ApplicationConfig(
        JobImage.from(settings),
        settings.text(
            "service-account",
            Settings.OBJECT,
            "the driver's service account (LAMBDAX_BATCH_SERVICE_ACCOUNT)"),
        settings.textIfAny(
            "executor-service-account", Settings.OBJECT, "the executors' service account"),
        settings.atLeast("user-id", 1),
        settings.textIfAny("hadoop-config-map", Settings.OBJECT, "the name of a ConfigMap"),
        MysqlAccess.from(root, settings.below("mysql-secret")),
        PodSize.from(settings.below("driver")),
        PodSize.from(settings.below("executor")),
        settings.below("executor").atLeast("instances", 1),
        Placement.from(settings),
        forwarded(settings, own),
        sparkConf(settings));
  }

  private static SortedMap<String, String> forwarded(Settings settings, Map<String, String> own) {
    SortedMap<String, String> found = new TreeMap<>(own);
    var names = settings.words("forward", "[A-Za-z_]\\w*", "names of environment variables");
    for (String name : names) {
      settings.demand(
          !name.matches(SECRET),
          "forward",
          name,
          "nothing secret, for the SparkApplication shows it: MySQL's come from mysql-secret");
    }
    found.keySet().retainAll(names);
    return found;
  }

  private static SortedMap<String, String> sparkConf(Settings settings) {
    SortedMap<String, String> entries = settings.entries("spark-conf");
    entries.forEach(
        (key, value) -> {
          settings.demand(
              key.matches("spark\\.\\S+"), "spark-conf", key, "keys that begin with spark.");
          settings.demand(
              !key.matches(OWN_SETTING),
              "spark-conf",
              key,
              "no key that the operator refuses or that has a setting of its own");
          settings.demand(
              !(key + value).matches("(?i).*password.*"),
              "spark-conf",
              key,
              "no password, for the SparkApplication shows it");
        });
    return entries;
  }
}

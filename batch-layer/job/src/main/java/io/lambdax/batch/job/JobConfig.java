package io.lambdax.batch.job;

import com.typesafe.config.Config;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the job computes, from {@code lambdax.lake.uri} and {@code lambdax.batch}.
 *
 * @param lakeUri where the lakes are
 * @param market measures of market series that are correlated
 * @param health measures of health series that are correlated
 * @param families transforms and windows, each with each
 * @param maxLag the best lag is looked for from -maxLag to +maxLag days, 0 to 365
 * @param profiles whether the full profiles go to the lake too
 * @param summaryMax most pairs per family that MySQL keeps
 * @param heartbeat how often the job tells that it is alive
 * @param maxRun how long a run may take
 */
record JobConfig(
    String lakeUri,
    Set<String> market,
    Set<String> health,
    List<Family> families,
    int maxLag,
    boolean profiles,
    int summaryMax,
    Duration heartbeat,
    Duration maxRun) {

  JobConfig {
    market = Set.copyOf(market);
    health = Set.copyOf(health);
    families = List.copyOf(families);
    if (lakeUri.isBlank()) {
      throw new IllegalArgumentException("lambdax.lake.uri is empty: set LAMBDAX_LAKE_URI");
    }
    if (maxLag < 0 || maxLag > 365) {
      throw new IllegalArgumentException(
          "lambdax.batch.max-lag is " + maxLag + ": expected 0 to 365 days");
    }
    if (summaryMax < 1) {
      throw new IllegalArgumentException(
          "lambdax.batch.summary.mysql.max is " + summaryMax + ": expected at least 1");
    }
    Set<Family> distinct = new HashSet<>();
    for (Family family : families) {
      if (!distinct.add(family)) {
        throw new IllegalArgumentException(
            "lambdax.batch.transforms and windows: " + family + " is listed twice, expected once");
      }
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
    List<Integer> windows = batch.getIntList("windows");
    List<Family> families =
        batch.getConfigList("transforms").stream()
            .flatMap(
                pair ->
                    windows.stream()
                        .map(
                            window ->
                                Family.of(transform(pair, "x"), transform(pair, "y"), window)))
            .toList();
    return new JobConfig(
        root.getString("lambdax.lake.uri"),
        Set.copyOf(batch.getStringList("correlate.market")),
        Set.copyOf(batch.getStringList("correlate.health")),
        families,
        batch.getInt("max-lag"),
        batch.getBoolean("profiles"),
        batch.getInt("summary.mysql.max"),
        batch.getDuration("heartbeat"),
        batch.getDuration("max-run"));
  }

  /** Where Iceberg keeps the tables of one lake. */
  String warehouse(String lakeId) {
    return (lakeUri.endsWith("/") ? lakeUri : lakeUri + "/") + "lake/" + lakeId;
  }

  private static Transform transform(Config pair, String side) {
    String word = pair.getString(side);
    return Transform.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "lambdax.batch.transforms has "
                        + side
                        + " = '"
                        + word
                        + "': expected one of "
                        + List.of(Transform.values()).stream().map(Transform::word).toList()));
  }
}

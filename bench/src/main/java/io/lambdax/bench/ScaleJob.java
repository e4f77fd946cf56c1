package io.lambdax.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the scale benchmark has the batch job run: options of its command line. */
final class ScaleJob {
  @Option(
      names = "--heap",
      defaultValue = "3g",
      description = "the job's heap at most, as -Xmx takes it (default: ${DEFAULT-VALUE})")
  private String heap;

  @Option(
      names = "--master",
      defaultValue = "local[2]",
      description = "Spark's master (default: ${DEFAULT-VALUE})")
  private String master;

  @Option(names = "--profiles", description = "have r and n at every lag written to the lake too")
  private boolean profiles;

  @Option(
      names = "--summary-max",
      defaultValue = "2000000",
      description = "most pairs that MySQL keeps (default: ${DEFAULT-VALUE})")
  private int summaryMax;

  @Option(
      names = "--set",
      description = "a setting of the job or of Spark, spark.executor.memory=2g for example")
  private Map<String, String> more = Map.of();

  String heap() {
    return heap;
  }

  int summaryMax() {
    return summaryMax;
  }

  /** The settings: one family, levels of all days. */
  Map<String, String> settings(int maxLag) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.master", master);
    all.put("lambdax.correlate.transforms.0.x", "level");
    all.put("lambdax.correlate.transforms.0.y", "level");
    all.put("lambdax.correlate.windows.0", "0");
    all.put("lambdax.correlate.max-lag", Integer.toString(maxLag));
    all.put("lambdax.batch.profiles", Boolean.toString(profiles));
    all.put("lambdax.batch.summary.mysql.max", Integer.toString(summaryMax));
    // The default is for a batch every hour.
    all.put("lambdax.batch.max-run", "12 hours");
    all.putAll(more);
    return all;
  }
}

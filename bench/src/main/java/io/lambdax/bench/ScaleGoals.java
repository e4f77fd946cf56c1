package io.lambdax.bench;

import io.lambdax.store.view.BatchRun;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a batch over a made-up lake must come to: options of the scale benchmark. */
final class ScaleGoals {
  /** So few false ones are chance, however few are true. */
  private static final int CHANCE = 3;

  @Option(
      names = "--least-found",
      defaultValue = "0.95",
      description =
          "share of the planted relations that must be found at their lag with q below 0.05"
              + " (default: ${DEFAULT-VALUE})")
  private double leastFound;

  @Option(
      names = "--most-false",
      defaultValue = "0.1",
      description =
          "others with such a q at most, as a share of those found; "
              + CHANCE
              + " are always let pass (default: ${DEFAULT-VALUE})")
  private double mostFalse;

  /**
   * What is not as it must be; nothing if all is.
   *
   * @param summaryMax most pairs that MySQL was to keep
   */
  List<String> complaints(ScaleRow row, int summaryMax) {
    if (row.job().exitCode() != 0 || row.run().state() != BatchRun.State.SUCCEEDED) {
      return List.of(
          "the job ended with exit code %d, its run is %s: %s"
              .formatted(
                  row.job().exitCode(),
                  row.run().state(),
                  row.run().message().orElse("no reason")));
    }
    List<String> complaints = new ArrayList<>();
    long kept = Math.min(row.pairs(), summaryMax);
    if (row.mysql().rows() != kept) {
      complaints.add("MySQL has %,d summaries, not %,d".formatted(row.mysql().rows(), kept));
    }
    GoldPairs gold = row.gold().orElseThrow();
    if (gold.rows() != row.pairs() || gold.pairs() != row.pairs()) {
      complaints.add(
          "gold has %,d summaries of %,d pairs, not one of each of %,d"
              .formatted(gold.rows(), gold.pairs(), row.pairs()));
    }
    int planted = row.panel().relations().size();
    if (gold.found() < leastFound * planted) {
      complaints.add(
          "%d of %d planted relations are found, fewer than %s of them"
              .formatted(gold.found(), planted, leastFound));
    }
    if (gold.wrong() > Math.max(CHANCE, mostFalse * gold.found())) {
      complaints.add(
          "%d are found that were not planted so, beside %d that were: more than %s of these"
              .formatted(gold.wrong(), gold.found(), mostFalse));
    }
    return complaints;
  }
}

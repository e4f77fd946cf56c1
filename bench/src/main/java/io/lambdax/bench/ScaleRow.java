package io.lambdax.bench;

import io.lambdax.store.view.BatchRun;
import io.lambdax.testing.PlantedPanel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured over one lake.
 *
 * @param panel what the lake was made of
 * @param lake what it holds
 * @param lakeSeconds what making it took
 * @param run how the run ended
 * @param gold empty if the run did not succeed
 */
record ScaleRow(
    PlantedPanel panel,
    MadeUpLake.Filled lake,
    double lakeSeconds,
    BatchProcess.Ended job,
    JobSteps steps,
    BatchRun run,
    SummaryTable mysql,
    Optional<GoldPairs> gold) {
  private static final double MIB = 1 << 20;
  private static final String FORMAT =
      "%-11s %11s %10s %7s %8s %7s %7s %9s %7s %9s %11s %10s %6s %9s %10s %6s  %s";

  /** The names of the columns. */
  static String header() {
    return FORMAT.formatted(
        "series",
        "pairs",
        "facts",
        "lake s",
        "job s",
        "start s",
        "read s",
        "compute s",
        "write s",
        "peak MiB",
        "MySQL rows",
        "MySQL MiB",
        "B/row",
        "gold MiB",
        "found",
        "false",
        "result");
  }

  /** All pairs of a market and a health series. */
  long pairs() {
    return (long) panel.size().markets() * panel.size().healths();
  }

  /** The figures below their names. */
  String line(boolean right) {
    return FORMAT.formatted(
        panel.size().markets() + "x" + panel.size().healths(),
        whole(pairs()),
        whole(lake.facts()),
        tenth(lakeSeconds),
        tenth(job.seconds()),
        tenth(steps.start()),
        tenth(steps.read()),
        tenth(steps.compute()),
        tenth(steps.write()),
        whole(job.peakMib()),
        whole(mysql.rows()),
        tenth(mysql.bytes() / MIB),
        whole(mysql.perRow()),
        tenth(gold.stream().mapToDouble(g -> g.bytes() / MIB).findFirst()),
        gold.map(g -> g.found() + "/" + panel.relations().size()).orElse("-"),
        gold.map(g -> Integer.toString(g.wrong())).orElse("-"),
        right ? "right" : "WRONG");
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String tenth(OptionalDouble number) {
    return number.isPresent() ? tenth(number.getAsDouble()) : "-";
  }

  private static String tenth(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}

package io.lambdax.bench;

import io.lambdax.testing.PlantedPanel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What made-up series are like: the options that the commands have in common. */
final class MadeUp {
  private static final int WEEK = 7;
  private static final int WORKDAYS = 5;

  @Option(
      names = "--days",
      defaultValue = "1000",
      description =
          "weekdays that every market series spans; health series have every day of them and of"
              + " --max-lag days on both sides (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--max-lag",
      defaultValue = "60",
      description = "days by which related series are apart at most (default: ${DEFAULT-VALUE})")
  private int maxLag;

  @Option(
      names = "--missing",
      defaultValue = "0.03",
      description =
          "share of days without a value, market's weekends not counted (default: ${DEFAULT-VALUE})")
  private double missing;

  @Option(
      names = "--planted",
      defaultValue = "100",
      description =
          "relations; never more than the smaller number of series (default: ${DEFAULT-VALUE})")
  private int planted;

  @Option(
      names = "--strength",
      defaultValue = "0.3",
      description = "correlation of related series (default: ${DEFAULT-VALUE})")
  private double strength;

  @Option(
      names = "--persistence",
      defaultValue = "0.3",
      description = "correlation of a day's value with the next day's (default: ${DEFAULT-VALUE})")
  private double persistence;

  @Option(
      names = "--seed",
      defaultValue = "20200309",
      description = "the same seed gives the same facts (default: ${DEFAULT-VALUE})")
  private long seed;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * So many series.
   *
   * @throws ParameterException if an option is out of bounds
   */
  PlantedPanel panel(int markets, int healths) {
    int calendar = days / WORKDAYS * WEEK + days % WORKDAYS;
    try {
      return new PlantedPanel(
          new PlantedPanel.Size(markets, healths, calendar, maxLag),
          new PlantedPanel.Noise(strength, persistence, missing),
          Math.min(planted, Math.min(markets, healths)),
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}

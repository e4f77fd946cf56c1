package io.lambdax.importer.lake;

import com.typesafe.config.Config;

/**
 * When a file is held, as shares.
 *
 * @param maxRewritten of the source's present facts that a file may withdraw or revise
 * @param minRows of the last accepted file's rows that a full file must have
 * @param flagged of a series' present facts: more changed ones are pointed out, not held
 */
public record GateConfig(double maxRewritten, double minRows, double flagged) {
  /** Refuses what is no share. */
  public GateConfig {
    share("max-rewritten", maxRewritten);
    share("min-rows", minRows);
    share("flagged", flagged);
  }

  /** Reads {@code lambdax.importer.gate}. */
  public static GateConfig from(Config config) {
    Config gate = config.getConfig("lambdax.importer.gate");
    return new GateConfig(
        gate.getDouble("max-rewritten"), gate.getDouble("min-rows"), gate.getDouble("flagged"));
  }

  private static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "lambdax.importer.gate." + key + " = " + value + " must be between 0 and 1");
    }
  }
}

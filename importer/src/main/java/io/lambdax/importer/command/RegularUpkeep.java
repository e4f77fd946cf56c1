package io.lambdax.importer.command;

import io.lambdax.importer.maintain.Upkeep;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lake's upkeep between passes, so that a platform without a scheduler has it too. */
final class RegularUpkeep {
  private static final Logger log = LoggerFactory.getLogger(RegularUpkeep.class);
  private static final String SETTING = "lambdax.importer.maintain-every";

  private final Workplace workplace;
  private final Duration every;

  /** Upkeep as often as the settings say. */
  RegularUpkeep(Workplace workplace) {
    this.workplace = workplace;
    this.every = workplace.config().getDuration(SETTING);
    if (every.isNegative()) {
      throw new IllegalArgumentException(
          SETTING + " must be a time such as 1 day, or 0 for never, not " + every);
    }
  }

  /** Does it if it is due; whatever goes wrong is told and costs no pass. */
  void runIfDue() {
    if (every.isZero()) {
      return;
    }
    try {
      LakeFiles files = workplace.files();
      Upkeep upkeep = new Upkeep(files, workplace.lakeConfig(), workplace.clock());
      if (upkeep.isDue(every)) {
        try (Lake lake = workplace.lake(files)) {
          upkeep.run(lake);
        }
      }
    } catch (IOException | RuntimeException e) {
      log.error("The lake's upkeep failed, the next pass tries it again: {}", e.getMessage(), e);
    }
  }
}

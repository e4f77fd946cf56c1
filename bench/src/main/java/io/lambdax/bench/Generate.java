package io.lambdax.bench;

import com.typesafe.config.ConfigFactory;
import io.lambdax.store.lake.ConflictException;
import io.lambdax.store.lake.HadoopSettings;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeConfig;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.testing.PlantedPanel;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes up a lake of any size in which a few market series go with a health series and nothing else
 * goes with anything. Reads the same environment as the parts; the lake in force stays so.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Fills a new lake below LAMBDAX_LAKE_URI with made-up series, and prints as CSV which of"
            + " them are related and at which lag.")
public final class Generate implements Callable<Integer> {
  @Option(
      names = "--markets",
      defaultValue = "100",
      description = "market series (default: ${DEFAULT-VALUE})")
  private int markets;

  @Option(
      names = "--healths",
      defaultValue = "100",
      description = "health series (default: ${DEFAULT-VALUE})")
  private int healths;

  @Option(
      names = "--lake-id",
      defaultValue = "made-up",
      description = "the lake's name, of one that has no facts yet (default: ${DEFAULT-VALUE})")
  private String lakeId;

  @Mixin private MadeUp madeUp;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Generate()).execute(args));
  }

  @Override
  public Integer call() throws IOException, ConflictException {
    PlantedPanel panel = madeUp.panel(markets, healths);
    LakeConfig config = LakeConfig.from(ConfigFactory.load());
    LakeFiles files = new LakeFiles(HadoopSettings.load(config.hadoopConfDir()), config.uri());
    try (Lake lake = Lake.open(files, lakeId)) {
      MadeUpLake.Filled filled = MadeUpLake.fill(lake, panel);
      System.err.printf(
          "Lake %s, version %d: %,d facts%n", lakeId, filled.version(), filled.facts());
    }
    System.out.println("market,health,lag");
    for (PlantedPanel.Relation relation : panel.relations()) {
      System.out.printf(
          "%s,%s,%d%n",
          MadeUpLake.market(relation.market()),
          MadeUpLake.health(relation.health()),
          relation.lag());
    }
    return 0;
  }
}

package io.lambdax.bench;

import com.typesafe.config.ConfigFactory;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.lake.Change;
import io.lambdax.store.lake.ConflictException;
import io.lambdax.store.lake.Counts;
import io.lambdax.store.lake.HadoopSettings;
import io.lambdax.store.lake.Head;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeConfig;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import io.lambdax.store.lake.NewFacts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ages the lake of a running platform: one commit after another, each a version that revises one
 * day of one series or takes that revision back. After an even number every value is as before.
 * Reads the same environment as the parts.
 */
@Command(
    name = "add-versions",
    mixinStandardHelpOptions = true,
    description = "Commits many small versions to the lake that the environment names.")
public final class AddVersions implements Callable<Integer> {
  private static final SeriesId SERIES = SeriesId.parse("health:DEU:cases@ecdc");
  private static final LocalDate DAY = LocalDate.of(2020, 12, 1);
  private static final String SOURCE = "ecdc";

  @Option(
      names = "--count",
      defaultValue = "1000",
      description = "how many, an even number (default: ${DEFAULT-VALUE})")
  private int count;

  public static void main(String[] args) {
    System.exit(new CommandLine(new AddVersions()).execute(args));
  }

  @Override
  public Integer call() throws IOException, ConflictException {
    if (count < 2 || count % 2 != 0) {
      System.err.println("--count = " + count + " must be even and positive: 1000, for example");
      return 2;
    }
    LakeConfig config = LakeConfig.from(ConfigFactory.load());
    LakeFiles files = new LakeFiles(HadoopSettings.load(config.hadoopConfDir()), config.uri());
    String lakeId =
        new LakePointer(files)
            .read()
            .orElseThrow(() -> new IOException(config.uri() + " holds no lake: import first"));
    try (Lake lake = Lake.open(files, lakeId)) {
      double value =
          lake.facts()
              .present(SOURCE, lake.head())
              .get(SERIES, DAY)
              .orElseThrow()
              .value()
              .orElseThrow();
      long version = 0;
      for (int i = 0; i < count; i++) {
        version = commit(lake, i, i % 2 == 0 ? value + 1 : value);
      }
      System.out.println("Version " + version);
    }
    return 0;
  }

  private static long commit(Lake lake, int i, double value) throws IOException, ConflictException {
    Head head = lake.head();
    Instant now = Instant.now();
    return lake.commit(
        head,
        new NewFacts(
            "bench-" + head.version() + "-" + i,
            SOURCE,
            now,
            now,
            List.of(new Change(SERIES, DAY, OptionalDouble.of(value))),
            new Counts(0, 1, 0)));
  }
}

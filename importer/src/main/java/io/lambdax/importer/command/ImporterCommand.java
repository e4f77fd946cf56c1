package io.lambdax.importer.command;

import io.lambdax.importer.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One pass over the sources, or one every so often. */
@Command(
    name = "importer",
    mixinStandardHelpOptions = true,
    description = "Imports what the sources have published since the last pass.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is imported and published",
      "1:a source failed, or a file was refused or is held; the rest is imported",
      "2:the command line or a setting is wrong",
      "3:the lake cannot be reached",
      "4:all is in the lake, but not yet in Kafka; the next pass publishes it"
    },
    subcommands = {
      SourcesCommand.class,
      CheckCommand.class,
      AcceptCommand.class,
      ReplayCommand.class,
      RebuildCommand.class,
      RepublishCommand.class,
      MaintainCommand.class
    })
public final class ImporterCommand implements Callable<Integer> {
  @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "Keep running, a pass every so often, such as 1h or PT1H.")
  private Optional<String> every = Optional.empty();

  @Option(
      names = "--except-dated",
      description = "Leave out the sources of dated files, which replay takes.")
  private boolean exceptDated;

  @Override
  public Integer call() throws Exception {
    Workplace workplace = Workplace.open();
    List<Source> sources =
        source.map(name -> List.of(workplace.source(name))).orElse(workplace.sources());
    if (exceptDated) {
      sources = sources.stream().filter(s -> !s.isDatedSeries()).toList();
      if (sources.isEmpty()) {
        throw new IllegalArgumentException(
            "the sources file declares dated files alone, so that --except-dated leaves nothing:"
                + " declare a market beside them");
      }
    }
    if (every.isPresent()) {
      Duration interval = Interval.of("--every", every.get());
      if (interval.toSeconds() < 1) {
        throw new IllegalArgumentException("--every " + every.get() + " must be at least PT1S");
      }
      return new EveryPass(workplace, interval).run(sources);
    }
    return new Pass(workplace).run(sources);
  }
}

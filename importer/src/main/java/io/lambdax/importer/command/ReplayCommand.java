package io.lambdax.importer.command;

import io.lambdax.importer.fetch.Publication;
import io.lambdax.importer.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports the dated files of a directory one after another, in the order they were published,",
      "as if each came out just now. Started again, it goes on after the last file imported."
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "Where the files are, whatever the source says.")
  private Path from = Path.of("");

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "2s",
      description =
          "From one start to the next, longer where an import takes longer"
              + " (default: ${DEFAULT-VALUE}).")
  private String every = "";

  @Option(names = "--sources", paramLabel = "FILE", description = "Default: the one in use.")
  private Optional<Path> sources = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The source to replay (default: the only one of dated files).")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--list",
      description = "Only list the files; that needs neither a lake nor Kafka.")
  private boolean list;

  @Override
  public Integer call() throws Exception {
    Duration interval = Interval.of("--every", every);
    Workplace workplace = sources.map(Workplace::open).orElseGet(Workplace::open);
    Source series = DatedFiles.choose(workplace, source);
    DatedFiles files = DatedFiles.in(from, series);
    if (list) {
      files.publications().stream().map(Publication::name).forEach(System.out::println);
      return ExitCode.OK;
    }
    return new Replay(workplace, interval, System.out).run(files);
  }
}

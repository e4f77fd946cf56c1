package io.lambdax.importer.command;

import com.typesafe.config.ConfigFactory;
import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a sources file declares, or everything that is wrong with it, a line each.",
      "It needs neither a lake nor Kafka, and fetches nothing."
    })
final class SourcesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: the one in use.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() {
    List<Source> sources =
        file.map(Sources::load).orElseGet(() -> Declared.sources(ConfigFactory.load()));
    for (Source source : sources) {
      System.out.println(source.name());
    }
    return ExitCode.OK;
  }
}

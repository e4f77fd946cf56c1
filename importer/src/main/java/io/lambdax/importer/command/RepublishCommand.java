package io.lambdax.importer.command;

import io.lambdax.importer.publish.Publisher;
import io.lambdax.store.lake.Lake;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "republish",
    mixinStandardHelpOptions = true,
    description = "Fills Kafka again from the lake.")
final class RepublishCommand implements Callable<Integer> {
  @Option(
      names = "--from-version",
      required = true,
      paramLabel = "N",
      description = "The first version to publish again, from 1.")
  private long fromVersion;

  @Override
  public Integer call() throws Exception {
    if (fromVersion < 1) {
      throw new IllegalArgumentException("--from-version " + fromVersion + " must be at least 1");
    }
    Workplace workplace = Workplace.open();
    try (Lake lake = workplace.lake(workplace.files())) {
      new Publisher(workplace.publishConfig(), workplace.clock()).again(lake, fromVersion);
      return ExitCode.OK;
    } catch (KafkaException e) {
      LoggerFactory.getLogger(RepublishCommand.class)
          .error("Kafka did not take all versions: run republish again ({})", e.getMessage());
      return ExitCode.NOT_PUBLISHED;
    }
  }
}

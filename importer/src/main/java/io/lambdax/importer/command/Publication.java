package io.lambdax.importer.command;

import io.lambdax.importer.publish.PublishConfig;
import io.lambdax.importer.publish.Publisher;
import io.lambdax.importer.publish.StatusSender;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.log.SourceStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes after a pass; a log that is down costs a line, never an import. */
final class Publication {
  private static final Logger log = LoggerFactory.getLogger(Publication.class);

  private final PublishConfig config;
  private final Publisher publisher;

  Publication(PublishConfig config, Clock clock) {
    this.config = config;
    this.publisher = new Publisher(config, clock);
  }

  /** Begins to ask Kafka what it has, while the caller is busy with something else. */
  void lookAhead() {
    publisher.lookAhead();
  }

  /** Publishes what is missing and how the sources went; false if the log is out of reach. */
  boolean run(Lake lake, List<SourceStatus> statuses) throws IOException {
    try {
      publisher.catchUp(lake);
    } catch (KafkaException e) {
      if (!fenced(e)) {
        return down(lake, e);
      }
      log.info("Another importer has taken over publishing, these versions included");
    }
    try {
      new StatusSender(config).send(statuses);
      return true;
    } catch (KafkaException e) {
      return down(lake, e);
    }
  }

  /**
   * A later publisher read the lake after it took over, so it sees all that this one would send.
   */
  private static boolean fenced(KafkaException e) {
    return e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException
        || e.getCause() instanceof ProducerFencedException
        || e.getCause() instanceof InvalidProducerEpochException;
  }

  private boolean down(Lake lake, KafkaException e) {
    log.error(
        "Version {} is safe in the lake, but Kafka at {} does not take it ({}). Nothing is lost: the"
            + " next pass publishes it once Kafka is back",
        lake.head().version(),
        config.log().bootstrap(),
        e.getMessage());
    return false;
  }
}

package io.lambdax.importer.command;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.importer.publish.DepartedSources;
import io.lambdax.importer.publish.PublishConfig;
import io.lambdax.importer.publish.Publisher;
import io.lambdax.importer.publish.StatusSender;
import io.lambdax.store.lake.Lake;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes after each pass; a log that is down costs a line, never an import. Statuses that it did
 * not take are kept in memory and go out, in order, with those of a later pass. One instance is for
 * one thread.
 */
final class Publication {
  private static final Logger log = LoggerFactory.getLogger(Publication.class);

  /** Kafka is down for days if so many attempts were made; the oldest then say nothing any more. */
  private static final int UNSENT = 10_000;

  private final PublishConfig config;
  private final Clock clock;
  private final Deque<SourceStatus> unsent = new ArrayDeque<>();
  private Optional<Publisher> begun = Optional.empty();
  private Set<String> declared = Set.of();
  private boolean departedTold;

  Publication(PublishConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Begins to ask Kafka what it has, while the caller is busy with something else. */
  void lookAhead() {
    Publisher publisher = new Publisher(config, clock);
    publisher.lookAhead();
    begun = Optional.of(publisher);
  }

  /** From now on, whoever is none of these is told to be no source any more. */
  void declared(Set<String> sources) {
    declared = Set.copyOf(sources);
  }

  /** Publishes what is missing and how the sources went; false if the log is out of reach. */
  boolean run(Lake lake, List<SourceStatus> statuses) throws IOException {
    unsent.addAll(statuses);
    while (unsent.size() > UNSENT) {
      unsent.removeFirst();
    }
    Publisher publisher = begun.orElseGet(() -> new Publisher(config, clock));
    begun = Optional.empty();
    try {
      publisher.catchUp(lake);
    } catch (KafkaException e) {
      if (!fenced(e)) {
        return down(lake, e);
      }
      log.info("Another importer has taken over publishing, these versions included");
    }
    try {
      new StatusSender(config).send(List.copyOf(unsent));
      unsent.clear();
      tellDeparted();
      return true;
    } catch (KafkaException e) {
      return down(lake, e);
    }
  }

  /** Once: what is declared stays as long as this process. */
  private void tellDeparted() {
    if (!departedTold && !declared.isEmpty()) {
      new DepartedSources(config).allBut(declared);
      departedTold = true;
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
        "Version {} is safe in the lake, but Kafka at {} does not take it ({}). Nothing is lost:"
            + " the next pass publishes it once Kafka is back",
        lake.head().version(),
        config.log().bootstrap(),
        e.getMessage());
    if (!unsent.isEmpty()) {
      log.warn(
          "{} statuses of sources wait in memory for the next pass of this process that finds Kafka"
              + " up; should it end before, the next start tells how the sources are then",
          unsent.size());
    }
    return false;
  }
}

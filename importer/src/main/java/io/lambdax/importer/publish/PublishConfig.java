package io.lambdax.importer.publish;

import com.typesafe.config.Config;
import io.lambdax.store.log.LogConfig;
import java.time.Duration;

/**
 * How versions are published.
 *
 * @param transactionalId the one name all publishers use, so that a second fences the first
 * @param timeout how long Kafka may take to answer before it counts as down
 */
public record PublishConfig(LogConfig log, String transactionalId, Duration timeout) {
  /** Refuses a time-out below a second. */
  public PublishConfig {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "lambdax.importer.publish.timeout = " + timeout + " must be at least a second");
    }
  }

  /** Reads {@code lambdax.importer.publish}. */
  public static PublishConfig from(Config config) {
    Config publish = config.getConfig("lambdax.importer.publish");
    return new PublishConfig(
        LogConfig.from(config),
        publish.getString("transactional-id"),
        publish.getDuration("timeout"));
  }
}

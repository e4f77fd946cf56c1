package io.lambdax.store.log;

import com.typesafe.config.Config;
import java.util.Map;

/**
 * Where the log is and what its topics are called.
 *
 * @param bootstrap host:port, several with commas
 */
public record LogConfig(String bootstrap, Topics topics) {
  /** Refuses an empty address. */
  public LogConfig {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException(
          "lambdax.kafka.bootstrap is empty: set LAMBDAX_KAFKA_BOOTSTRAP to host:port");
    }
  }

  /** Reads {@code lambdax.kafka}. */
  public static LogConfig from(Config config) {
    return new LogConfig(config.getString("lambdax.kafka.bootstrap"), Topics.from(config));
  }

  /** What every Kafka client of ours is given first. */
  public Map<String, Object> properties() {
    return Map.of("bootstrap.servers", bootstrap);
  }
}

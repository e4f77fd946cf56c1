package io.lambdax.store.log;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where the log is, what its topics are called, and what else Kafka's clients are told.
 *
 * @param bootstrap host:port, several with commas
 * @param client settings of every client of ours, such as {@code security.protocol}; may be secret
 */
public record LogConfig(String bootstrap, Topics topics, Map<String, String> client) {
  private static final String FILE = "lambdax.kafka.properties-file";

  /** Refuses an empty address. */
  public LogConfig {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException(
          "lambdax.kafka.bootstrap is empty: set LAMBDAX_KAFKA_BOOTSTRAP to host:port");
    }
    client = Map.copyOf(client);
  }

  /**
   * Reads {@code lambdax.kafka}, and the file of properties that it names.
   *
   * @throws IllegalArgumentException if that file cannot be read
   */
  public static LogConfig from(Config config) {
    return new LogConfig(
        config.getString("lambdax.kafka.bootstrap"),
        Topics.from(config),
        read(config.getString(FILE)));
  }

  /** What every Kafka client of ours is given first. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("bootstrap.servers", bootstrap);
    return Map.copyOf(properties);
  }

  /** Does not show the values of the client's settings. */
  @Override
  public String toString() {
    return "LogConfig[%s, %s, client settings %s]".formatted(bootstrap, topics, client.keySet());
  }

  private static Map<String, String> read(String file) {
    if (file.isBlank()) {
      return Map.of();
    }
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      read.load(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s = %s cannot be read (%s): set LAMBDAX_KAFKA_PROPERTIES_FILE to a file of Kafka client properties, or to nothing"
              .formatted(FILE, file, e),
          e);
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }
}

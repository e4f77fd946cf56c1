package io.lambdax.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class LogConfigTest {
  private static final Config DEFAULTS = ConfigFactory.defaultReference();

  @Test
  void defaults_areThoseOfTheReference() {
    assertThat(LogConfig.from(DEFAULTS).topics())
        .isEqualTo(new Topics("facts", "imports", "sources", 4, (short) -1));
  }

  @Test
  void everySetting_isTaken() {
    Config config =
        ConfigFactory.parseString(
            """
            lambdax.kafka { bootstrap = "k:1", topics {
              facts = f, imports = i, sources = s, facts-partitions = 2, replication = 3 } }
            """);
    assertThat(LogConfig.from(config))
        .isEqualTo(new LogConfig("k:1", new Topics("f", "i", "s", 2, (short) 3)));
  }

  @Test
  void nonsense_isRefusedByName() {
    assertThatThrownBy(() -> LogConfig.from(set("lambdax.kafka.topics.facts-partitions = 0")))
        .hasMessageContaining("facts-partitions = 0");
    assertThatThrownBy(() -> LogConfig.from(set("lambdax.kafka.bootstrap = \"\"")))
        .hasMessageContaining("LAMBDAX_KAFKA_BOOTSTRAP");
  }

  private static Config set(String text) {
    return ConfigFactory.parseString(text).withFallback(DEFAULTS);
  }
}

package io.lambdax.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
  private static final Config DEFAULTS = ConfigFactory.load();

  @Test
  void from_withoutSettings_hasTheDefaults() {
    assertThat(Connections.from(DEFAULTS))
        .isEqualTo(new Connections(8192, Duration.ofSeconds(30), 4096));
  }

  @ParameterizedTest
  @CsvSource({"header-size, 100", "header-size, 5GiB", "idle-timeout, 15s", "connections, 0"})
  void from_nonsense_isRefusedByName(String key, String value) {
    Config config =
        ConfigFactory.parseString("lambdax.serving." + key + " = \"" + value + "\"")
            .withFallback(DEFAULTS);
    assertThatThrownBy(() -> Connections.from(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("lambdax.serving." + key + " is ")
        .hasMessageContaining(": give ");
  }
}

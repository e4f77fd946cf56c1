package io.lambdax.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.ops.HttpSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingConfigTest {
  private static final Config DEFAULTS = ConfigFactory.load();

  @Test
  void from_withoutSettings_hasTheDefaults() {
    assertThat(ServingConfig.from(DEFAULTS))
        .isEqualTo(
            new ServingConfig(
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                128 << 20,
                48,
                4,
                256,
                Duration.ofSeconds(5),
                200,
                100,
                Duration.ofSeconds(5),
                "127.0.0.1:11211",
                Duration.ofMillis(80),
                Duration.ofDays(1)));
    HttpSettings http = HttpSettings.from(DEFAULTS);
    assertThat(http.port()).isEqualTo(8080);
    assertThat(http.host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "lambdax.serving.poll, 1ms",
    "lambdax.serving.poll-time, 0ms",
    "lambdax.serving.statement-time, 0ms",
    "lambdax.serving.series-memory, 1KiB",
    "lambdax.serving.computing, 0",
    "lambdax.serving.computing-queue, 0",
    "lambdax.serving.streams, -1",
    "lambdax.serving.streams-of-one, 0",
    "lambdax.serving.stop-timeout, -1s",
    "lambdax.memcached.timeout, 0ms",
    "lambdax.memcached.expiry, 31d"
  })
  void from_nonsense_isRefusedByName(String key, String value) {
    Config config = ConfigFactory.parseString(key + " = \"" + value + "\"").withFallback(DEFAULTS);
    assertThatThrownBy(() -> ServingConfig.from(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " is ")
        .hasMessageContaining(": give ");
  }
}

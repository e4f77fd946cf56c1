package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {
  private static final Config DEFAULTS = ConfigFactory.load();

  @Test
  void from_withoutSettings_letsEverybodyInAndBoundsTheWork() {
    GuardConfig guard = GuardConfig.from(DEFAULTS);
    assertThat(guard.places()).isEqualTo(40);
    assertThat(guard.queue()).isEqualTo(512);
    assertThat(guard.absent()).as("computing, its queue, and as many as queue").isEqualTo(772);
    assertThat(guard.perSecond()).isZero();
    assertThat(guard.trusted()).isEmpty();
    assertThat(guard.keys()).isEmpty();
    assertThat(guard.origins()).isEmpty();
    assertThat(guard.accessLog()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "threads, 8",
    "at-once, 41",
    "at-once, -1",
    "queue, -1",
    "queue-time, 0ms",
    "answer-time, 0ms",
    "rate, -0.5",
    "burst, 0",
    "trusted-proxies, proxy.example",
    "api-keys, short",
    "api-keys-file, /none/keys",
    "cors-origins, *",
    "cors-origins, https://notebook.example/",
  })
  void from_nonsense_isRefusedByName(String key, String value) {
    Config config =
        ConfigFactory.parseString("lambdax.serving." + key + " = \"" + value + "\"")
            .withFallback(DEFAULTS);
    assertThatThrownBy(() -> FrontDoor.by(config, new SimpleMeterRegistry()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("lambdax.serving." + key)
        .hasMessageContaining(": give ");
  }
}

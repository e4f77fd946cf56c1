package io.lambdax.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  @Test
  void defaults() {
    assertThat(HttpSettings.from(ConfigFactory.defaultReference().resolve()))
        .isEqualTo(HttpSettings.anyPort());
  }

  @Test
  void everyKey_isRead() {
    assertThat(
            HttpSettings.from(
                ConfigFactory.parseString(
                    "lambdax.http { host = 0.0.0.0, port = 8080, port-file = /run/port }")))
        .isEqualTo(new HttpSettings("0.0.0.0", 8080, Optional.of(Path.of("/run/port"))));
  }

  @Test
  void badValues_areRefusedByName() {
    assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 70000, Optional.empty()))
        .hasMessageContainingAll("lambdax.http.port", "70000");
    assertThatThrownBy(() -> new HttpSettings(" ", 0, Optional.empty()))
        .hasMessageContaining("lambdax.http.host");
  }
}

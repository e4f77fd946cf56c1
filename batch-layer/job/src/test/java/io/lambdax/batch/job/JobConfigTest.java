package io.lambdax.batch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobConfigTest {

  @Test
  void defaults() {
    JobConfig config = JobConfig.from(ConfigFactory.defaultReference());
    assertThat(config.correlate().market()).containsExactly("close");
    assertThat(config.correlate().health()).containsExactlyInAnyOrder("cases", "deaths");
    assertThat(config.correlate().families())
        .hasSize(12)
        .startsWith(Family.of(Transform.RETURN, Transform.GROWTH7, 0))
        .endsWith(Family.of(Transform.LEVEL, Transform.CUMULATIVE, 90));
    assertThat(config.correlate().maxLag()).isEqualTo(60);
    assertThat(config.profiles()).isFalse();
    assertThat(config.summaryMax()).isEqualTo(2_000_000);
    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void everyKeyIsRead() {
    JobConfig config =
        from(
            """
            lambdax.lake.uri = "hdfs://other/base/"
            lambdax.correlate {
              market = [open, close]
              health = [cases]
              transforms = [{x = change, y = level}]
              windows = [30]
              max-lag = 5
            }
            lambdax.batch {
              profiles = true
              summary.mysql.max = 7
              heartbeat = 1s
            }
            """);
    assertThat(config.lakeUri()).isEqualTo("hdfs://other/base/");
    assertThat(config.warehouse("a")).isEqualTo("hdfs://other/base/lake/a");
    assertThat(config.correlate().market()).containsExactlyInAnyOrder("open", "close");
    assertThat(config.correlate().health()).containsExactly("cases");
    assertThat(config.correlate().families())
        .containsExactly(Family.of(Transform.CHANGE, Transform.LEVEL, 30));
    assertThat(config.correlate().maxLag()).isEqualTo(5);
    assertThat(config.profiles()).isTrue();
    assertThat(config.summaryMax()).isEqualTo(7);
    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void badValuesAreRefusedByTheirKey() {
    assertRefused("lambdax.lake.uri = \"\"", "LAMBDAX_LAKE_URI");
    assertRefused(
        "lambdax.correlate.max-lag = 366", "lambdax.correlate.max-lag is 366: expected 0 to 365");
    assertRefused("lambdax.correlate.max-lag = -1", "lambdax.correlate.max-lag is -1");
    assertRefused("lambdax.batch.summary.mysql.max = 0", "expected at least 1");
    assertRefused("lambdax.batch.heartbeat = 5ms", "expected at least 100ms");
    assertRefused("lambdax.batch.max-run = 1s", "expected more than the heartbeat's PT2S");
    assertRefused("lambdax.correlate.windows = [-7]", "window is -7");
    assertRefused(
        "lambdax.correlate.transforms = [{x = levl, y = avg7}]",
        "x = 'levl': expected one of [level");
  }

  @Test
  void twoFamiliesOfOneNameAreRefused() {
    assertRefused("lambdax.correlate.windows = [90, 90]", "return×growth7/90 is listed twice");
  }

  private static JobConfig from(String settings) {
    Config config = ConfigFactory.parseString(settings);
    return JobConfig.from(config.withFallback(ConfigFactory.defaultReference()).resolve());
  }

  private static void assertRefused(String settings, String message) {
    assertThatThrownBy(() -> from(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

package io.lambdax.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PassWatchTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final PassWatch watch = new PassWatch(Duration.ofMinutes(30), nanos::get);

  @Test
  void longPass_isAProblem_thatNamesTheSource_untilItEnds() {
    assertThat(watch.problem()).isEmpty();
    watch.show("importing ecdc", 0, 2);
    pass(Duration.ofMinutes(10));
    watch.show("importing owid", 1, 2);
    pass(Duration.ofMinutes(20));
    assertThat(watch.problem()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(watch.problem())
        .contains(
            "this pass has taken PT30M1S, over PT30M; for PT20M1S it has been importing owid");
    watch.clear();
    assertThat(watch.problem()).isEmpty();
    watch.show("importing ecdc", 0, 2);
    pass(Duration.ofMinutes(29));
    assertThat(watch.problem()).isEmpty();
  }

  @Test
  void noLimit_isRefused() {
    assertThatThrownBy(() -> new PassWatch(Duration.ZERO, nanos::get))
        .hasMessageContaining("lambdax.importer.slow-pass");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}

package io.lambdax.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.TestServices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemcachedAnswersIT {
  @Test
  void bytes_comeBackAsTheyWere_alsoInAnotherProcessesClient() throws Exception {
    byte[] body = new byte[100_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    try (AnswerCache one = cache();
        AnswerCache other = cache()) {
      // Both connect in the background.
      await().until(() -> one.get("lambdax-test").outcome() == Outcome.MISS);
      await().until(() -> other.get("lambdax-test").outcome() == Outcome.MISS);
      one.put("lambdax-test", body);
      await().until(() -> other.get("lambdax-test").outcome() == Outcome.HIT);
      assertThat(other.get("lambdax-test").body()).hasValue(body);
      assertThat(other.state()).isEqualTo("on");
    }
  }

  private static AnswerCache cache() throws Exception {
    return new MemcachedAnswers(
        TestServices.memcached().servers(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        new SimpleMeterRegistry());
  }
}

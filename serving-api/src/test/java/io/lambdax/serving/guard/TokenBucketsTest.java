package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
  private final AtomicLong now = new AtomicLong(-5);

  @Test
  void burst_thenTheRate_andNeverMoreThanABurst() {
    TokenBuckets buckets = new TokenBuckets(0.5, 3, now::get);
    assertThat(taken(buckets, "a", 10)).isEqualTo(3);
    assertThat(buckets.take("a")).hasValue(2);
    assertThat(taken(buckets, "b", 10)).as("each client has its own").isEqualTo(3);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_500));
    assertThat(buckets.take("a")).hasValue(1);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(taken(buckets, "a", 10)).isEqualTo(1);
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(taken(buckets, "a", 10)).isEqualTo(3);
  }

  private static int taken(TokenBuckets buckets, String client, int asks) {
    int taken = 0;
    for (int i = 0; i < asks; i++) {
      taken += buckets.take(client).isEmpty() ? 1 : 0;
    }
    return taken;
  }
}

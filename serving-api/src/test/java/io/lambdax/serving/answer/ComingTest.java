package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.serving.cache.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComingTest {
  @Test
  void found_putsTogetherNothingThatIsLong() {
    AtomicInteger finished = new AtomicInteger();
    Coming coming =
        new Coming(
            CompletableFuture.completedFuture(served(100)),
            it -> {
              finished.incrementAndGet();
              return served(it.body().length + 10);
            });
    assertThat(coming.found(100)).isEmpty();
    assertThat(finished).hasValue(0);
    assertThat(coming.found(105)).as("long once it is put together").isEmpty();
    assertThat(coming.found(111)).isPresent();
  }

  private static Served served(int length) {
    return new Served(Outcome.HIT, new byte[length], "tag", MatrixAskTest.moment(1, 1));
  }
}

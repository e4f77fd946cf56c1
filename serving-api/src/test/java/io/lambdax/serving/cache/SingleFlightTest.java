package io.lambdax.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lambdax.serving.cache.SingleFlight.Flown;
import io.lambdax.serving.cache.SingleFlight.Late;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private static final int WAITERS = 20;

  private final SingleFlight<Integer> flights =
      new SingleFlight<>(Duration.ofMinutes(1), Late.NEVER, 1_000, value -> 1);
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch land = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<CompletableFuture<Integer>> many(Supplier<Integer> work) {
    CountDownLatch asking = new CountDownLatch(WAITERS);
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> {
                asking.countDown();
                return flights
                    .fly("key", () -> CompletableFuture.completedFuture(work.get()))
                    .join()
                    .result();
              },
              threads));
    }
    await().until(() -> asking.getCount() == 0 && runs.get() == 1);
    land.countDown();
    return all;
  }

  private Flown<Integer> fly(String key, int result) {
    return flights.fly(key, () -> CompletableFuture.completedFuture(result)).join();
  }

  private Integer slowly(Supplier<Integer> work) {
    runs.incrementAndGet();
    try {
      land.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return work.get();
  }

  @Test
  void equalKeys_askedTogether_workOnce() {
    assertThat(many(() -> slowly(() -> 42))).allMatch(result -> result.join() == 42);
    assertThat(runs).hasValue(1);
  }

  @Test
  void failure_isGivenToEveryWaiter_andNotKept() {
    RuntimeException failure = new IllegalStateException("no");
    many(() ->
            slowly(
                () -> {
                  throw failure;
                }))
        .forEach(
            result ->
                assertThatThrownBy(result::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure));
    assertThat(fly("key", 7)).isEqualTo(new Flown<>(7, false));
  }

  @Test
  void result_lingers() {
    assertThat(fly("key", 1)).isEqualTo(new Flown<>(1, false));
    assertThat(fly("key", 2)).isEqualTo(new Flown<>(1, true));
    assertThat(fly("other", 2)).isEqualTo(new Flown<>(2, false));
  }

  private static SingleFlight<Integer> keepingOnly(Duration after) {
    Duration kept = Duration.ofMinutes(1);
    return new SingleFlight<>(Duration.ZERO, new Late(after, kept, kept), 1_000, value -> 1);
  }

  @Test
  void late_resultOrProblem_isThereForWhoAsksAgain() {
    SingleFlight<Integer> late = keepingOnly(Duration.ofNanos(-1));
    late.fly("good", () -> CompletableFuture.completedFuture(1)).join();
    assertThat(late.fly("good", () -> CompletableFuture.completedFuture(2)).join())
        .isEqualTo(new Flown<>(1, true));
    CompletableFuture<Integer> bad = CompletableFuture.failedFuture(new ArithmeticException("x"));
    assertThatThrownBy(() -> late.fly("bad", () -> bad).join()).hasRootCauseMessage("x");
    assertThatThrownBy(() -> late.fly("bad", () -> CompletableFuture.completedFuture(2)).join())
        .hasRootCauseMessage("x");
  }

  @Test
  void inTime_withoutLinger_isDoneAnew() {
    SingleFlight<Integer> inTime = keepingOnly(Duration.ofHours(1));
    inTime.fly("good", () -> CompletableFuture.completedFuture(1)).join();
    assertThat(inTime.fly("good", () -> CompletableFuture.completedFuture(2)).join())
        .isEqualTo(new Flown<>(2, false));
  }
}

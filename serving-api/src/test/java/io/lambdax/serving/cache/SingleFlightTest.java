package io.lambdax.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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

  private final SingleFlight<Integer> flights = new SingleFlight<>();
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
                return flights.fly("key", work, kept -> {});
              },
              threads));
    }
    await().until(() -> asking.getCount() == 0 && runs.get() == 1);
    land.countDown();
    return all;
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
    assertThat(flights.fly("key", () -> 7, kept -> {})).isEqualTo(7);
  }

  @Test
  void result_isKeptBeforeTheKeyIsFree() {
    List<Integer> kept = new ArrayList<>();
    assertThat(flights.fly("key", () -> 1, kept::add)).isEqualTo(1);
    assertThat(flights.fly("key", () -> 2, kept::add)).isEqualTo(2);
    assertThat(kept).containsExactly(1, 2);
  }
}

package io.lambdax.serving.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Has the work that several want at the same time done once, and gives all of them its result or
 * its exception. A result lingers for a moment, so that a crowd is answered once even while
 * Memcached is away or slow; an exception does not. Nobody is made to wait. Thread-safe.
 */
public final class SingleFlight<V> {
  private final AsyncCache<String, Landed<V>> flights;

  /** An exception travels as a value: Caffeine would log it with its stack, whatever it is. */
  private record Landed<V>(Optional<V> result, Optional<Throwable> problem) {
    V get() {
      return result.orElseThrow(() -> new CompletionException(problem.orElseThrow()));
    }
  }

  /**
   * What a flight brought.
   *
   * @param shared whether the work was begun for another
   */
  public record Flown<V>(V result, boolean shared) {}

  /** Keeps results for so long, of so much weight together. */
  public SingleFlight(Duration linger, long maxWeight, ToIntFunction<V> weight) {
    this.flights =
        Caffeine.newBuilder()
            .expireAfterWrite(linger)
            .maximumWeight(maxWeight)
            .weigher(
                (String key, Landed<V> value) -> value.result().map(weight::applyAsInt).orElse(0))
            .buildAsync();
  }

  /**
   * Begins the work, or takes the result of that which is under way or just was.
   *
   * @param work must not ask for its own key while it begins
   */
  public CompletableFuture<Flown<V>> fly(String key, Supplier<CompletableFuture<V>> work) {
    CompletableFuture<Landed<V>> mine = new CompletableFuture<>();
    CompletableFuture<Landed<V>> other = flights.asMap().putIfAbsent(key, mine);
    if (other != null) {
      return other.thenApply(landed -> new Flown<>(landed.get(), true));
    }
    return begun(work).handle((result, problem) -> land(key, mine, result, problem));
  }

  private static <V> CompletableFuture<V> begun(Supplier<CompletableFuture<V>> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Flown<V> land(
      String key, CompletableFuture<Landed<V>> mine, V result, Throwable problem) {
    if (problem == null) {
      mine.complete(new Landed<>(Optional.of(result), Optional.empty()));
      return new Flown<>(result, false);
    }
    flights.asMap().remove(key, mine);
    Landed<V> crashed = new Landed<>(Optional.empty(), Optional.of(problem));
    mine.complete(crashed);
    return new Flown<>(crashed.get(), false);
  }
}

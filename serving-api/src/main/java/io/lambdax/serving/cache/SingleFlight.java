package io.lambdax.serving.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Lets one thread do the work that several want at the same time, and gives all of them its result
 * or its exception. A result lingers for a moment, so that a crowd is answered once even while
 * Memcached is away or slow; an exception does not. Thread-safe; the work must not ask for its own
 * key.
 */
public final class SingleFlight<V> {
  private final AsyncCache<String, V> flights;

  /**
   * What a flight brought.
   *
   * @param shared whether another thread did the work
   */
  public record Flown<V>(V result, boolean shared) {}

  /** Keeps results for so long, of so much weight together. */
  public SingleFlight(Duration linger, long maxWeight, ToIntFunction<V> weight) {
    this.flights =
        Caffeine.newBuilder()
            .expireAfterWrite(linger)
            .maximumWeight(maxWeight)
            .weigher((String key, V value) -> weight.applyAsInt(value))
            .buildAsync();
  }

  /** Does the work, or takes the result of the thread that is at it or just was. */
  public Flown<V> fly(String key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.asMap().putIfAbsent(key, mine);
    if (other != null) {
      return new Flown<>(await(other), true);
    }
    try {
      V result = work.get();
      mine.complete(result);
      return new Flown<>(result, false);
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static <V> V await(CompletableFuture<V> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}

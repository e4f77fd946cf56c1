package io.lambdax.serving.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Lets one thread do the work that several want at the same time, and gives all of them its result
 * or its exception. A result lingers for a moment, so that a crowd is answered once even while
 * Memcached is away or slow; an exception does not. Thread-safe; the work must not ask for its own
 * key.
 */
public final class SingleFlight<V> {
  private final AsyncCache<String, Landed<V>> flights;

  /** An exception travels as a value: Caffeine would log it with its stack, whatever it is. */
  private record Landed<V>(Optional<V> result, Optional<RuntimeException> problem) {
    V get() {
      return result.orElseThrow(problem::orElseThrow);
    }
  }

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
            .weigher(
                (String key, Landed<V> value) -> value.result().map(weight::applyAsInt).orElse(0))
            .buildAsync();
  }

  /** Does the work, or takes the result of the thread that is at it or just was. */
  public Flown<V> fly(String key, Supplier<V> work) {
    CompletableFuture<Landed<V>> mine = new CompletableFuture<>();
    CompletableFuture<Landed<V>> other = flights.asMap().putIfAbsent(key, mine);
    if (other != null) {
      return new Flown<>(other.join().get(), true);
    }
    try {
      V result = work.get();
      mine.complete(new Landed<>(Optional.of(result), Optional.empty()));
      return new Flown<>(result, false);
    } catch (RuntimeException e) {
      flights.asMap().remove(key, mine);
      mine.complete(new Landed<>(Optional.empty(), Optional.of(e)));
      throw e;
    } catch (Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }
}

package io.lambdax.serving.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets one thread do the work that several want at the same time, and gives all of them its result
 * or its exception. Nothing is kept once the work is over. Thread-safe; the work must not ask for
 * its own key.
 */
public final class SingleFlight<V> {
  private final ConcurrentMap<String, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /**
   * Does the work, or waits for the thread that is at it. After the waiting ones have the result,
   * {@code keep} may store it: who comes meanwhile still gets it from here, so there is no gap
   * between the flight and the store.
   */
  public V fly(String key, Supplier<V> work, Consumer<V> keep) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return await(other);
    }
    try {
      V result = work.get();
      mine.complete(result);
      keep.accept(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
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

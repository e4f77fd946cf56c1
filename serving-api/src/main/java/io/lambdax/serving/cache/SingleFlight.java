package io.lambdax.serving.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Has the work that several want at the same time done once, and gives all of them its result or
 * its exception. A result lingers for a moment, so that a crowd is answered once even while
 * Memcached is away or slow; an exception does not, unless it came so late that those who asked
 * have not waited for it. Nobody is made to wait. Thread-safe.
 */
public final class SingleFlight<V> {
  private final AsyncCache<String, Landed<V>> flights;
  private final Duration linger;
  private final Late late;

  private static final class AsEachSays<V> implements Expiry<String, Landed<V>> {
    @Override
    public long expireAfterCreate(String key, Landed<V> landed, long now) {
      return landed.linger().toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, Landed<V> landed, long now, long left) {
      return landed.linger().toNanos();
    }

    @Override
    public long expireAfterRead(String key, Landed<V> landed, long now, long left) {
      return left;
    }
  }

  /** An exception travels as a value: Caffeine would log it with its stack, whatever it is. */
  private record Landed<V>(Optional<V> result, Optional<Throwable> problem, Duration linger) {
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

  /**
   * What is kept for those who ask again because it was late.
   *
   * @param after what takes longer is late
   * @param result how long such a result lingers
   * @param problem how long such an exception lingers
   */
  public record Late(Duration after, Duration result, Duration problem) {
    /** Nothing is ever late. */
    public static final Late NEVER =
        new Late(Duration.ofNanos(Long.MAX_VALUE), Duration.ZERO, Duration.ZERO);
  }

  /** Keeps results for so long, or as it says of late ones, of so much weight together. */
  public SingleFlight(Duration linger, Late late, long maxWeight, ToIntFunction<V> weight) {
    this.linger = linger;
    this.late = late;
    this.flights =
        Caffeine.newBuilder()
            .executor(Runnable::run) // little to tidy up: cheaper than to wake a thread for it
            .expireAfter(new AsEachSays<V>())
            .maximumWeight(maxWeight)
            .weigher(
                (String key, Landed<V> value) -> value.result().map(weight::applyAsInt).orElse(0))
            .buildAsync();
  }

  /** The result of the work that is under way or just was; none to begin it for. */
  public Optional<CompletableFuture<Flown<V>>> joined(String key) {
    return Optional.ofNullable(flights.getIfPresent(key)).map(SingleFlight::shared);
  }

  private static <V> CompletableFuture<Flown<V>> shared(CompletableFuture<Landed<V>> flight) {
    return flight.thenApply(landed -> new Flown<>(landed.get(), true));
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
      return shared(other);
    }
    long begun = System.nanoTime();
    return begun(work)
        .handle(
            (result, problem) -> {
              boolean isLate = System.nanoTime() - begun > late.after().toNanos();
              return land(key, mine, isLate, result, problem);
            });
  }

  private static <V> CompletableFuture<V> begun(Supplier<CompletableFuture<V>> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Flown<V> land(
      String key, CompletableFuture<Landed<V>> mine, boolean isLate, V result, Throwable problem) {
    if (problem == null) {
      mine.complete(
          new Landed<>(Optional.of(result), Optional.empty(), isLate ? late.result() : linger));
      return new Flown<>(result, false);
    }
    if (!isLate) {
      flights.asMap().remove(key, mine);
    }
    Landed<V> crashed = new Landed<>(Optional.empty(), Optional.of(problem), late.problem());
    mine.complete(crashed);
    return new Flown<>(crashed.get(), false);
  }
}

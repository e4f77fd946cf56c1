package io.lambdax.serving.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens a client: it holds {@code burst} and gains {@code perSecond}; a request takes
 * one. Of at most 100,000 clients, so that strangers cannot fill the memory: who has not asked for
 * longest is forgotten, which means a full bucket. Thread-safe.
 */
final class TokenBuckets {
  private static final long MOST_CLIENTS = 100_000;
  private static final double SECOND = 1e9;

  private final double perSecond;
  private final int burst;
  private final LongSupplier nanoTime;
  private final Cache<String, Bucket> buckets;

  private record Bucket(double tokens, long at, boolean taken) {}

  /**
   * Full buckets.
   *
   * @param perSecond above 0
   * @param burst 1 or more
   */
  TokenBuckets(double perSecond, int burst, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoTime = nanoTime;
    // Who was away for as long as an empty bucket takes to fill is as good as new.
    Duration full = Duration.ofSeconds(1 + (long) Math.min(burst / perSecond, 86_400));
    this.buckets =
        Caffeine.newBuilder()
            .executor(Runnable::run) // little to tidy up: cheaper than to wake a thread for it
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(full)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** Takes a token; if there is none, tells after how many whole seconds there will be. */
  OptionalInt take(String client) {
    Bucket after = buckets.asMap().compute(client, (key, before) -> take(before));
    return after.taken()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.ceil(Math.min((1 - after.tokens()) / perSecond, 86_400)));
  }

  private Bucket take(Bucket before) {
    long now = nanoTime.getAsLong();
    double tokens =
        before == null
            ? burst
            : Math.min(burst, before.tokens() + (now - before.at()) / SECOND * perSecond);
    return tokens >= 1 ? new Bucket(tokens - 1, now, true) : new Bucket(tokens, now, false);
  }
}

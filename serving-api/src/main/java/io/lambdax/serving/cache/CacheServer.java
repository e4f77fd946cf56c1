package io.lambdax.serving.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Memcached server, and whether to ask it. One that did not answer in time some times in a row
 * is left out, so that answers stop waiting for it, until it answers a probe. Lookups that wait
 * side by side count once: all are late when this process itself stands still for a moment.
 * Thread-safe.
 */
final class CacheServer {
  /** One or two slow answers are no hanging server. */
  static final int TIMEOUTS = 3;

  private static final Logger log = LoggerFactory.getLogger(CacheServer.class);

  /** A slow answer or two, as when a connection is young, are no outage to tell anybody of. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final String address;
  private final String probeKey;
  private final BooleanSupplier connected;
  private volatile int timeouts;
  private long lastTimeout;
  private volatile boolean out;
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Long>> failingSince =
      new AtomicReference<>(Optional.empty());
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A server that is not known to be ill.
   *
   * @param address for the log alone
   * @param probeKey a key that is this server's
   */
  CacheServer(String address, String probeKey, BooleanSupplier connected) {
    this.address = address;
    this.probeKey = probeKey;
    this.connected = connected;
  }

  String probeKey() {
    return probeKey;
  }

  /** Whether it is not to be asked, but for a probe. */
  boolean isOut() {
    return out;
  }

  /** Whether it is connected and failed last: without a probe, quiet times would leave it so. */
  boolean isSuspect() {
    return connected.getAsBoolean() && problem.get().isPresent();
  }

  void answered() {
    if (timeouts > 0) {
      inTime();
    }
    problem.set(Optional.empty());
    failingSince.set(Optional.empty());
    if (told.getAndSet(false)) {
      log.info("Memcached at {} is back", address);
    }
  }

  private synchronized void inTime() {
    timeouts = 0;
    out = false;
  }

  /**
   * There was no answer in time.
   *
   * @param asked when, by {@link System#nanoTime}
   */
  void timedOut(long asked, String why) {
    count(asked);
    failed(why);
  }

  private synchronized void count(long asked) {
    if (timeouts == 0 || asked - lastTimeout >= 0) {
      timeouts++;
      lastTimeout = System.nanoTime();
      out = timeouts >= TIMEOUTS;
    }
  }

  void failed(String why) {
    problem.set(Optional.of(why));
    long now = System.nanoTime();
    long since = failingSince.updateAndGet(begun -> begun.or(() -> Optional.of(now))).orElse(now);
    if (now - since >= SLOW.toNanos() && !told.getAndSet(true)) {
      log.warn(
          "Memcached at {} does not answer ({}): answering without it until it is back. Check that"
              + " it runs, or set LAMBDAX_MEMCACHED_SERVERS",
          address,
          why);
    }
  }

  /** What is wrong, without saying where. */
  Optional<String> problem() {
    return connected.getAsBoolean()
        ? problem.get().map(why -> "memcached does not answer: " + why)
        : Optional.of("memcached cannot be reached");
  }
}

package io.lambdax.serving.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.spy.memcached.AddrUtil;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.GetFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in Memcached. A server that is down is given up at once ({@link FailureMode#Cancel}; the
 * library's default waits for it), one that hangs after the time-out, and after some of those it is
 * not asked any more until it answers a probe ({@link CacheServer}); both heal by themselves. Keys
 * of a server that is away are not moved to another: they are merely not kept.
 */
public final class MemcachedAnswers implements AnswerCache {
  private static final Logger log = LoggerFactory.getLogger(MemcachedAnswers.class);
  private static final int RECONNECT_SECONDS = 2;
  private static final int TIMEOUTS_BEFORE_RECONNECT = 10;
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

  private final long timeoutMillis;
  private final int expirySeconds;
  private final MemcachedClient client;
  private final CacheServers servers;
  private final Counter timeouts;
  private final Counter errors;
  private final Counter skipped;
  private final Counter overdue;
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "memcached-probe");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Connects in the background; a server need not be there yet.
   *
   * @param addresses {@code host:port}, several with commas
   * @param timeout of one operation
   * @param expiry at most 30 days: Memcached takes more for a date
   * @throws IOException if a server's name cannot be resolved
   */
  public MemcachedAnswers(
      String addresses, Duration timeout, Duration expiry, MeterRegistry registry)
      throws IOException {
    this.timeoutMillis = timeout.toMillis();
    this.expirySeconds = Math.toIntExact(expiry.toSeconds());
    this.client =
        new MemcachedClient(
            new ConnectionFactoryBuilder()
                .setFailureMode(FailureMode.Cancel)
                .setOpTimeout(timeoutMillis)
                .setOpQueueMaxBlockTime(0) // or else a lookup may wait twice: to be sent, and then
                .setMaxReconnectDelay(RECONNECT_SECONDS)
                .setTimeoutExceptionThreshold(TIMEOUTS_BEFORE_RECONNECT)
                .setDaemon(true)
                .build(),
            AddrUtil.getAddresses(addresses));
    this.servers = new CacheServers(client.getNodeLocator());
    this.timeouts = failures("timeout", registry);
    this.errors = failures("error", registry);
    this.skipped = failures("skipped", registry);
    this.overdue =
        Counter.builder("lambdax.cache.overdue")
            .description("Lookups that took over twice the time-out: none should")
            .register(registry);
    Gauge.builder("lambdax.cache.servers", servers, CacheServers::number)
        .description("Memcached servers that are configured")
        .register(registry);
    Gauge.builder("lambdax.cache.servers.ill", servers, CacheServers::ill)
        .description("Memcached servers that cannot be reached or do not answer in time")
        .register(registry);
    var unused =
        prober.scheduleWithFixedDelay(
            this::probe,
            PROBE_INTERVAL.toMillis(),
            PROBE_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static Counter failures(String reason, MeterRegistry registry) {
    return Counter.builder("lambdax.cache.failures")
        .description(
            "Lookups without an answer: not in time, refused, or not tried since the server hangs")
        .tag("reason", reason)
        .register(registry);
  }

  @Override
  public Lookup get(String key) {
    CacheServer server = servers.of(key);
    if (server.isOut()) {
      skipped.increment();
      return Lookup.OFF;
    }
    return ask(server, key);
  }

  /** Asks those that failed, so that no client has to wait for it. */
  private void probe() {
    servers.suspects().forEach(server -> ask(server, server.probeKey()));
  }

  private Lookup ask(CacheServer server, String key) {
    long asked = System.nanoTime();
    try {
      GetFuture<byte[]> answer = client.asyncGet(key, RawBytes.INSTANCE);
      try {
        byte[] body = answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        server.answered();
        return body == null ? Lookup.MISS : Lookup.hit(body);
      } finally {
        answer.cancel(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      timeouts.increment();
      server.timedOut(asked, "no answer within " + timeoutMillis + " ms");
    } catch (ExecutionException | RuntimeException e) {
      failed(server, e);
    } finally {
      if (System.nanoTime() - asked > 2 * TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
        overdue.increment();
      }
    }
    return Lookup.OFF;
  }

  @Override
  public void put(String key, byte[] body) {
    CacheServer server = servers.of(key);
    if (server.isOut()) {
      return;
    }
    try {
      // Not waited for: should it fail, the next get tells.
      var unused = client.set(key, expirySeconds, body, RawBytes.INSTANCE);
    } catch (RuntimeException e) {
      failed(server, e);
    }
  }

  /** The library's messages may name the server, which is for the log alone. */
  private void failed(CacheServer server, Exception e) {
    errors.increment();
    log.debug("Asking Memcached failed", e);
    server.failed("an operation was given up");
  }

  @Override
  public String state() {
    int ill = servers.ill();
    return ill == 0 ? "on" : ill < servers.number() ? "partly" : "down";
  }

  @Override
  public Optional<String> problem() {
    return servers.problem();
  }

  @Override
  public void close() {
    prober.shutdownNow();
    client.shutdown(timeoutMillis, TimeUnit.MILLISECONDS);
  }
}

package io.lambdax.serving.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.spy.memcached.AddrUtil;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.GetFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in Memcached. A server that is down is given up at once ({@link FailureMode#Cancel}; the
 * library's default waits for it), one that hangs after the time-out; both heal by themselves.
 */
public final class MemcachedAnswers implements AnswerCache {
  private static final Logger log = LoggerFactory.getLogger(MemcachedAnswers.class);
  private static final int RECONNECT_SECONDS = 2;
  private static final int TIMEOUTS_BEFORE_RECONNECT = 10;

  /** A slow answer or two, as when a connection is young, are no outage to tell anybody of. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final String servers;
  private final long timeoutMillis;
  private final int expirySeconds;
  private final MemcachedClient client;
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Long>> failingSince =
      new AtomicReference<>(Optional.empty());
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Connects in the background; a server need not be there yet.
   *
   * @param servers {@code host:port}, several with commas
   * @param timeout of one operation
   * @param expiry at most 30 days: Memcached takes more for a date
   * @throws IOException if a server's name cannot be resolved
   */
  public MemcachedAnswers(String servers, Duration timeout, Duration expiry) throws IOException {
    this.servers = servers;
    this.timeoutMillis = timeout.toMillis();
    this.expirySeconds = Math.toIntExact(expiry.toSeconds());
    this.client =
        new MemcachedClient(
            new ConnectionFactoryBuilder()
                .setFailureMode(FailureMode.Cancel)
                .setOpTimeout(timeoutMillis)
                .setOpQueueMaxBlockTime(timeoutMillis)
                .setMaxReconnectDelay(RECONNECT_SECONDS)
                .setTimeoutExceptionThreshold(TIMEOUTS_BEFORE_RECONNECT)
                .setDaemon(true)
                .build(),
            AddrUtil.getAddresses(servers));
  }

  @Override
  public Lookup get(String key) {
    try {
      GetFuture<byte[]> answer = client.asyncGet(key, RawBytes.INSTANCE);
      try {
        byte[] body = answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        answered();
        return body == null ? Lookup.MISS : Lookup.hit(body);
      } finally {
        answer.cancel(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      failed("no answer within " + timeoutMillis + " ms");
    } catch (ExecutionException e) {
      failed(Objects.toString(e.getCause().getMessage(), e.getCause().toString()));
    } catch (RuntimeException e) {
      failed(Objects.toString(e.getMessage(), e.toString()));
    }
    return Lookup.OFF;
  }

  @Override
  public void put(String key, byte[] body) {
    try {
      // Not waited for: should it fail, the next get tells.
      var unused = client.set(key, expirySeconds, body, RawBytes.INSTANCE);
    } catch (RuntimeException e) {
      failed(Objects.toString(e.getMessage(), e.toString()));
    }
  }

  @Override
  public String state() {
    return problem().isEmpty() ? "on" : "down";
  }

  @Override
  public Optional<String> problem() {
    return client.getAvailableServers().isEmpty()
        ? Optional.of("memcached cannot be reached")
        : problem.get();
  }

  @Override
  public void close() {
    client.shutdown(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  private void failed(String why) {
    problem.set(Optional.of("memcached does not answer: " + why));
    long now = System.nanoTime();
    long since = failingSince.updateAndGet(begun -> begun.or(() -> Optional.of(now))).orElse(now);
    if (now - since >= SLOW.toNanos() && !told.getAndSet(true)) {
      log.warn(
          "Memcached at {} does not answer ({}): answering without it until it is back. Check that"
              + " it runs, or set LAMBDAX_MEMCACHED_SERVERS",
          servers,
          why);
    }
  }

  private void answered() {
    problem.set(Optional.empty());
    failingSince.set(Optional.empty());
    if (told.getAndSet(false)) {
      log.info("Memcached at {} is back", servers);
    }
  }
}

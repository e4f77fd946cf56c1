package io.lambdax.importer.fetch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds of one transfer.
 *
 * @param connectTimeout to a connection
 * @param requestTimeout to the response's headers
 * @param bodyTimeout from the request to the last byte of the body
 * @param attempts tries in one pass, at least 1
 * @param backoff before the second try; doubles with each, with jitter
 * @param backoffMax the longest wait before a try, a server's {@code Retry-After} included
 * @param maxBytes of a body, uncompressed
 * @param proxy overrides the standard proxy system properties
 */
public record HttpLimits(
    Duration connectTimeout,
    Duration requestTimeout,
    Duration bodyTimeout,
    int attempts,
    Duration backoff,
    Duration backoffMax,
    long maxBytes,
    Optional<InetSocketAddress> proxy) {
  /** What holds where a sources file says nothing. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          4,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          128L << 20,
          Optional.empty());

  /** Refuses bounds that are no bounds. */
  public HttpLimits {
    positive("connect-timeout", connectTimeout);
    positive("request-timeout", requestTimeout);
    positive("body-timeout", bodyTimeout);
    positive("backoff", backoff);
    positive("backoff-max", backoffMax);
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException(
          "lambdax.importer.http.attempts must be 1 to 20, not " + attempts);
    }
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "lambdax.importer.http.max-size must be 1 byte to 2 GiB, not " + maxBytes + " bytes");
    }
  }

  private static void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "lambdax.importer.http." + key + " must be positive, for example 10s, not " + value);
    }
  }
}

package io.lambdax.importer.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.lambdax.ops.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One file behind an address: asked for only if it changed, within bounds of time and size, and
 * again with growing, jittered waits where the fault may pass (no connection, a time-out, a body
 * cut short, 408, 429, 5xx).
 */
final class WebFetch {
  private static final String AGENT = "lambdax-importer";

  private final HttpLimits limits;
  private final Clock clock;
  private final HttpClient http;

  WebFetch(HttpLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(limits.connectTimeout())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(limits.proxy().map(ProxySelector::of).orElseGet(ProxySelector::getDefault))
            .build();
  }

  FetchResult fetch(URI uri, Optional<PreviousFetch> previous) {
    RetryPolicy<FetchResult> retry =
        RetryPolicy.<FetchResult>builder()
            .handle(Passing.class)
            .withMaxAttempts(limits.attempts())
            .withBackoff(limits.backoff(), longer(limits.backoffMax(), limits.backoff()))
            .withJitter(0.25)
            .withDelayFnOn(c -> ((Passing) c.getLastException()).after(limits), Asked.class)
            .build();
    try {
      return Failsafe.with(retry).get(() -> once(uri, previous));
    } catch (Passing e) {
      return failed(
          shown(uri) + " " + e.getMessage() + " (tried " + limits.attempts() + " times)", e.status);
    } catch (FailsafeException e) {
      Thread.currentThread().interrupt();
      return failed(shown(uri) + " was not fetched: interrupted", OptionalInt.empty());
    }
  }

  /** Failsafe wants the longest wait to be above the first. */
  private static Duration longer(Duration most, Duration first) {
    return most.compareTo(first) > 0 ? most : first.plusMillis(1);
  }

  private FetchResult once(URI uri, Optional<PreviousFetch> previous) throws Passing {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(limits.requestTimeout())
            .header("User-Agent", AGENT)
            .header("Accept-Encoding", "gzip");
    previous
        .filter(p -> address(uri).equals(p.validators().get("address")))
        .ifPresent(
            p -> {
              Optional.ofNullable(p.validators().get("etag"))
                  .ifPresent(v -> request.header("If-None-Match", v));
              Optional.ofNullable(p.validators().get("last-modified"))
                  .ifPresent(v -> request.header("If-Modified-Since", v));
            });
    // Not by the clock, which may be set meanwhile.
    long deadline = System.nanoTime() + limits.bodyTimeout().toNanos();
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return answer(uri, response, body, deadline);
      }
    } catch (HttpConnectTimeoutException e) {
      throw new Passing(
          "gave no connection within "
              + limits.connectTimeout()
              + ": check the network and the proxy",
          OptionalInt.empty());
    } catch (HttpTimeoutException e) {
      throw new Passing(
          "did not answer within " + limits.requestTimeout() + ": is the source up?",
          OptionalInt.empty());
    } catch (ConnectException e) {
      throw new Passing(
          "cannot be reached: check the address, the network and the proxy", OptionalInt.empty());
    } catch (IOException e) {
      String why = Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
      throw new Passing("broke off (" + why + "): is the source up?", OptionalInt.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(shown(uri) + " was not fetched: interrupted", OptionalInt.empty());
    }
  }

  private FetchResult answer(
      URI uri, HttpResponse<InputStream> response, InputStream body, long deadline)
      throws IOException, InterruptedException, Passing {
    int status = response.statusCode();
    OptionalInt http = OptionalInt.of(status);
    if (status == 304) {
      return new FetchResult.NotModified(http);
    }
    if (status == 408 || status == 429 || status >= 500) {
      Optional<Duration> wait = response.headers().firstValue("Retry-After").flatMap(this::seconds);
      String message = "answered " + status + ": the source is busy or broken; it is asked again";
      if (wait.isPresent() && wait.get().compareTo(limits.backoffMax()) > 0) {
        return failed(
            shown(uri) + " answered " + status + ": it is to be asked again in " + wait.get(),
            http);
      }
      throw wait.isPresent() ? new Asked(message, http, wait.get()) : new Passing(message, http);
    }
    if (status != 200) {
      return failed(shown(uri) + " answered " + status + ": correct the source's location", http);
    }
    byte[] content;
    try {
      content = Gzip.unpacked(read(body, deadline), limits.maxBytes());
    } catch (Gzip.TooLarge e) {
      return failed(shown(uri) + " is refused: " + e.getMessage(), http);
    } catch (Endless e) {
      return failed(shown(uri) + " " + e.getMessage(), http);
    }
    Map<String, String> validators = new HashMap<>();
    // Validators are one address's own: at another they would pass off its file as the old one.
    validators.put("address", address(uri));
    response.headers().firstValue("ETag").ifPresent(v -> validators.put("etag", v));
    Optional<String> modified = response.headers().firstValue("Last-Modified");
    Instant now = clock.instant();
    Optional<Instant> published = modified.flatMap(WebFetch::instant);
    if (published.filter(now::isBefore).isEmpty()) {
      // A time to come would let a server answer until then that nothing has changed.
      modified.ifPresent(v -> validators.put("last-modified", v));
    }
    return new FetchResult.Fetched(
        List.of(
            new FetchedFile(
                name(uri),
                content,
                published.map(told -> PublicationTime.of(shown(uri), told, now)).orElse(now),
                now,
                http,
                validators)),
        false);
  }

  /** The body before the deadline: a server may also send one byte a minute for ever. */
  private byte[] read(InputStream body, long deadline)
      throws IOException, InterruptedException, Passing {
    ExecutorService reader =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "fetch-body");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Future<byte[]> bytes = reader.submit(() -> Gzip.bounded(body, limits.maxBytes()));
      return bytes.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Endless(
          "did not come to an end within "
              + limits.bodyTimeout()
              + ": raise lambdax.importer.http.body-timeout if it is large");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("reading a body failed", e.getCause());
    } finally {
      body.close();
      reader.shutdownNow();
    }
  }

  private static String name(URI uri) {
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? uri.getHost() : last.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** For people: without user, password and query, which may hold keys. */
  private static String shown(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
  }

  /** Tells one address from another without keeping what it may hold of keys. */
  private static String address(URI uri) {
    return Sha256.hex(uri.toString());
  }

  private static Optional<Instant> instant(String httpDate) {
    try {
      return Optional.of(
          ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Retry-After in seconds or as a date; nonsense is as good as none. */
  private Optional<Duration> seconds(String retryAfter) {
    if (retryAfter.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    return instant(retryAfter).map(at -> Duration.between(clock.instant(), at));
  }

  private static FetchResult failed(String message, OptionalInt status) {
    return new FetchResult.Failed(message, status);
  }

  /** A fault that may pass. */
  private static class Passing extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient OptionalInt status;

    Passing(String message, OptionalInt status) {
      super(message);
      this.status = status;
    }

    Duration after(HttpLimits limits) {
      return limits.backoff();
    }
  }

  /** A body without an end; asking again would only wait as long again. */
  private static final class Endless extends IOException {
    private static final long serialVersionUID = 1;

    Endless(String message) {
      super(message);
    }
  }

  /** A fault with the server's word on when to come back. */
  private static final class Asked extends Passing {
    private static final long serialVersionUID = 1;
    private final Duration wait;

    Asked(String message, OptionalInt status, Duration wait) {
      super(message, status);
      this.wait = wait.isNegative() ? Duration.ZERO : wait;
    }

    @Override
    Duration after(HttpLimits limits) {
      return wait;
    }
  }
}

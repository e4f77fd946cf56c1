package io.lambdax.serving.guard;

import com.typesafe.config.Config;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.guard.WorkGate.Entry;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Meets every request before any route does: names it, marks its answer, and turns it away if it
 * may not or cannot be answered now. Refusing costs no thread and no wait. Whoever asks about
 * health is always answered, without a key; metrics need one but have a gate of their own;
 * followers of the events have their own limit. Thread-safe.
 */
public final class FrontDoor implements Filter {
  private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);

  /** For all else, the strictest treatment: a path that is merely similar is no exception. */
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  private static final String METRICS = "/metrics";
  private static final String EVENTS = "/api/v1/events";

  /** By which Javalin would take one method for another; nobody else here knows of it. */
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  private static final long MOST_BODY = 1024;
  private static final int METRICS_PLACES = 2;
  private static final int METRICS_QUEUE = 8;

  private final GuardConfig config;
  private final Clients clients;
  private final Optional<TokenBuckets> buckets;
  private final Cors cors;
  private final WorkGate gate;
  private final WorkGate metricsGate;
  private final Undelivered undelivered;
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
  private volatile boolean closing;

  private FrontDoor(GuardConfig config, MeterRegistry registry) {
    this.config = config;
    this.clients = new Clients(config.trusted());
    this.buckets =
        config.perSecond() == 0
            ? Optional.empty()
            : Optional.of(new TokenBuckets(config.perSecond(), config.burst(), System::nanoTime));
    this.cors = new Cors(config.origins());
    this.gate = new WorkGate(config.places(), config.queue(), config.absent(), config.patience());
    this.metricsGate = new WorkGate(METRICS_PLACES, METRICS_QUEUE, 0, config.patience());
    Counter givenUp =
        Counter.builder("lambdax.http.unread.given.up")
            .description(
                "Answers that were given up with their connection: the client reads slowly")
            .register(registry);
    this.undelivered = new Undelivered(config.unread(), givenUp::increment);
    Gauge.builder("lambdax.http.unread.bytes", undelivered, Undelivered::bytes)
        .description("Bytes of answers that clients have not read yet")
        .register(registry);
    Gauge.builder("lambdax.http.working", gate, WorkGate::working)
        .description("Requests at work")
        .register(registry);
    Gauge.builder("lambdax.http.waiting", gate, WorkGate::waiting)
        .description("Requests that wait for an answer to be worked out, or for a place")
        .register(registry);
    for (Refusal refusal : Refusal.values()) {
      refused.put(
          refusal,
          Counter.builder("lambdax.http.refused")
              .description("Requests that were turned away, by reason")
              .tag("reason", refusal.word())
              .register(registry));
    }
  }

  /**
   * By a whole, resolved configuration.
   *
   * @throws IllegalArgumentException if a setting makes no sense
   */
  public static FrontDoor by(Config config, MeterRegistry registry) {
    GuardConfig guard = GuardConfig.from(config);
    log.info(
        "Answering {}; {} requests a second and client",
        guard.keys().isPresent() ? "those with a key" : "everybody, without a key",
        guard.perSecond() == 0 ? "any number of" : guard.perSecond());
    return new FrontDoor(guard, registry);
  }

  /** Writes a line for each request, if that is configured. */
  public Optional<AccessLog> accessLog() {
    return config.accessLog() ? Optional.of(new AccessLog()) : Optional.empty();
  }

  /**
   * Waits until all that is being answered or waits for it has been, and has clients go elsewhere
   * with what they ask next.
   *
   * @return what is left of the time
   */
  public Duration closeGently(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    closing = true;
    try {
      if (!gate.awaitEmpty(longest) || !undelivered.awaitEmpty(left(end))) {
        log.warn(
            "{} requests are not answered and {} bytes of answers not read after {}"
                + " (lambdax.serving.stop-timeout): giving them up",
            gate.working() + gate.waiting(),
            undelivered.bytes(),
            longest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left(end);
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Whether a path is that of the events, with which a last slash is none of Javalin's concern. */
  public static boolean isEvents(String path) {
    return path.equals(EVENTS) || path.equals(EVENTS + "/");
  }

  /** Whom a limit is for that a request counts against. */
  public static String client(HttpServletRequest request) {
    return Clients.bucket(Marks.client(request));
  }

  /** Whether what is written to an answer is sent at once, and not only when all is written. */
  public static boolean isSentAtOnce(ServletResponse answer) {
    return !(answer instanceof WholeAnswer);
  }

  @Override
  public void doFilter(ServletRequest some, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) some;
    HttpServletResponse response = (HttpServletResponse) answer;
    try {
      if (request.getDispatcherType() == DispatcherType.REQUEST) {
        Marks.on(request, clients);
        asItSays(Request.getBaseRequest(request));
        if (closing) {
          response.setHeader("Connection", "close");
        }
      }
      MDC.put(RequestId.MDC, Marks.id(request));
      if (request.getDispatcherType() != DispatcherType.REQUEST || admitted(request, response)) {
        work(request, response, chain);
      }
    } finally {
      MDC.remove(RequestId.MDC);
    }
  }

  /** A request's method is the one in its first line. */
  private static void asItSays(Request request) {
    if (request.getHttpFields().contains(OVERRIDE)) {
      request.setHttpFields(HttpFields.build(request.getHttpFields()).remove(OVERRIDE));
    }
  }

  /** Whether it may be worked at; if not, it has been answered. */
  private boolean admitted(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (HEALTH.contains(request.getRequestURI())) {
      return !tooLarge(request, response);
    }
    try {
      if (cors.answered(request, response)) {
        return false;
      }
    } catch (ProblemException e) {
      refuse(response, Refusal.ORIGIN, e.problem());
      return false;
    }
    return !tooLarge(request, response) && !tooOften(request, response) && known(request, response);
  }

  private boolean tooLarge(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean unknownLength = request.getHeader("Transfer-Encoding") != null;
    if (!unknownLength && request.getContentLengthLong() <= MOST_BODY) {
      return false;
    }
    response.setHeader("Connection", "close");
    refuse(response, Refusal.BODY, Refusal.tooLarge(MOST_BODY));
    return true;
  }

  private boolean tooOften(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (buckets.isEmpty()) {
      return false;
    }
    OptionalInt wait = buckets.get().take(client(request));
    if (wait.isPresent()) {
      refuse(response, Refusal.RATE, Refusal.tooOften(wait.getAsInt(), config.perSecond()));
    }
    return wait.isPresent();
  }

  private boolean known(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (config.keys().isEmpty()
        || config
            .keys()
            .get()
            .admit(request.getHeader("X-API-Key"), request.getHeader("Authorization"))) {
      return true;
    }
    ApiKeys.CHALLENGES.forEach(way -> response.addHeader("WWW-Authenticate", way));
    refuse(response, Refusal.KEY, Refusal.noKey());
    return false;
  }

  private void work(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    if (isEvents(path)) {
      chain.doFilter(request, response);
    } else if (HEALTH.contains(path)) {
      pass(request, response, chain);
    } else {
      work(request, response, chain, path.equals(METRICS) ? metricsGate : gate);
    }
  }

  private void work(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, WorkGate mine)
      throws IOException, ServletException {
    Entry entry = mine.enter(request, async -> giveUp(async, Refusal.LOAD, Problem.overloaded()));
    if (entry == Entry.FULL) {
      refuse(response, Refusal.LOAD, Problem.overloaded());
    } else if (entry == Entry.IN) {
      try {
        pass(request, response, chain);
        Optional<CompletableFuture<?>> awaited = Later.take(request);
        if (awaited.isPresent() && !comesAgain(request, awaited.get(), mine)) {
          refuse(response, Refusal.LOAD, Problem.overloaded());
        }
      } finally {
        mine.leave();
      }
    }
  }

  /** Answers without waiting until that is read. */
  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    WholeAnswer whole = new WholeAnswer(response, undelivered, client(request));
    chain.doFilter(request, whole);
    whole.send();
  }

  private boolean comesAgain(
      HttpServletRequest request, CompletableFuture<?> awaited, WorkGate mine) {
    return mine.comeAgain(
        request,
        awaited,
        config.answerTime(),
        async -> {
          Later.late(request);
          giveUp(async, Refusal.LATE, Refusal.late(config.answerTime()));
        });
  }

  private void giveUp(AsyncContext async, Refusal refusal, Problem problem) {
    try {
      refuse((HttpServletResponse) async.getResponse(), refusal, problem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  private void refuse(HttpServletResponse response, Refusal refusal, Problem problem)
      throws IOException {
    refused.get(refusal).increment();
    byte[] body = Json.bytes(Json.problem(problem));
    response.setStatus(problem.status());
    problem
        .retryAfter()
        .ifPresent(seconds -> response.setHeader("Retry-After", Integer.toString(seconds)));
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    // Of no stated length, so that it is sent when all is done, without a thread that waits for it.
    response.getOutputStream().write(body);
  }
}

package io.lambdax.serving.answer;

import io.lambdax.serving.cache.AnswerCache;
import io.lambdax.serving.cache.Lookup;
import io.lambdax.serving.cache.Outcome;
import io.lambdax.serving.cache.Packed;
import io.lambdax.serving.cache.SingleFlight;
import io.lambdax.serving.cache.SingleFlight.Flown;
import io.lambdax.serving.cache.SingleFlight.Late;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Past;
import io.lambdax.serving.view.StoreAway;
import io.lambdax.serving.view.View;
import io.lambdax.serving.view.ViewRows;
import io.lambdax.serving.view.ViewWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Answers asks from both views, from the cache where it can. The key of an answer names the rows
 * that it depends on: newer ones make new keys, and what is kept of older ones is merely not asked
 * for any more. How fresh it is, which changes with every version, is joined to the answer when it
 * is sent. Thread-safe.
 */
public final class Answers {
  /**
   * To be counted up whenever an answer's JSON or table changes: what is kept, here and by clients,
   * outlives the program that made it.
   */
  private static final String FORMAT = "lambdax-6-";

  private static final Duration LINGER = Duration.ofSeconds(1);

  /** For who has been told to ask again, if there is no cache. */
  private static final Duration LINGER_LATE = Duration.ofSeconds(30);

  /** So that who asks again hears why, and yet what is well again is soon found so. */
  private static final Duration LINGER_LATE_PROBLEM = Duration.ofSeconds(3);

  private static final long LINGER_BYTES = 16 << 20;
  private static final int FIRST_BATCH_SECONDS = 5;

  private final ViewWatch watch;
  private final ViewRows rows;
  private final AnswerCache cache;
  private final Clock clock;
  private final Computing computing;
  private final Counter computations;
  private final Counter tooLarge;
  private final Map<Outcome, Counter> lookups = new EnumMap<>(Outcome.class);
  private final Freshness.Written written = new Freshness.Written();
  private final SingleFlight<Served> flights;

  /** Nothing lingers: a look is to be newer than its question. */
  private final SingleFlight<View> looks =
      new SingleFlight<>(Duration.ZERO, Late.NEVER, 1, view -> 0);

  /** Answers from that watch's view; by the clock it tells which sources are stale. */
  public Answers(
      ViewWatch watch,
      ViewRows rows,
      AnswerCache cache,
      Computing computing,
      MeterRegistry registry,
      Clock clock) {
    this.watch = watch;
    this.rows = rows;
    this.cache = cache;
    this.computing = computing;
    this.clock = clock;
    this.flights =
        new SingleFlight<>(
            LINGER,
            new Late(computing.longest(), LINGER_LATE, LINGER_LATE_PROBLEM),
            LINGER_BYTES,
            served -> served.body().length);
    this.computations =
        Counter.builder("lambdax.answers.computed")
            .description("Answers that were computed rather than found in the cache")
            .register(registry);
    this.tooLarge =
        Counter.builder("lambdax.cache.too.large")
            .description("Answers that are not kept, for Memcached does not take that many bytes")
            .register(registry);
    for (Outcome outcome : Outcome.values()) {
      lookups.put(
          outcome,
          Counter.builder("lambdax.cache.lookups")
              .description("Answers, by what the cache did for them")
              .tag("outcome", outcome.word())
              .register(registry));
    }
  }

  /**
   * The answer, there if it was kept, or else to come: it ends with {@link ProblemException} if
   * there is no view yet, the ask does not fit it or too much is asked, and with {@link StoreAway}
   * if MySQL is needed and does not answer.
   */
  public Coming answer(Asked asked) {
    try {
      return begun(asked);
    } catch (RuntimeException e) {
      return new Coming(CompletableFuture.failedFuture(e), UnaryOperator.identity());
    }
  }

  private Coming begun(Asked asked) {
    Ask ask = asked.ask();
    Moment now = current(watch.current());
    CompletableFuture<Served> served =
        answer(asked, now, () -> rows.view(now, ask.series(now)))
            .exceptionallyCompose(
                e ->
                    Coming.cause(e) instanceof Past
                        ? again(asked, now)
                        : CompletableFuture.failedFuture(e));
    // Who waited for another's answer may have asked at a later moment with the same rows.
    return new Coming(
        served,
        one ->
            ask.freshness(one.moment().orLater(now))
                .join(one, watch.sources(), clock.instant(), written));
  }

  /** What was to be read has moved on; somebody may have seen where to. */
  private CompletableFuture<Served> again(Asked asked, Moment past) {
    Moment now = current(watch.current());
    if (now.number() <= past.number()) {
      return inOneSnapshot(asked, past);
    }
    return answer(asked, now, () -> rows.view(now, asked.ask().series(now)))
        .exceptionallyCompose(
            e ->
                Coming.cause(e) instanceof Past
                    ? inOneSnapshot(asked, now)
                    : CompletableFuture.failedFuture(e));
  }

  /** Looks and reads in one snapshot, which cannot move on: once for all who ask the same. */
  private CompletableFuture<Served> inOneSnapshot(Asked asked, Moment past) {
    return looks
        .fly(
            asked.hash(FORMAT, past),
            () ->
                computing.submit(
                    () ->
                        watch.refresh(
                            (handle, moment) -> view(handle, current(moment), asked.ask()))))
        .thenCompose(flown -> answer(asked, flown.result().moment(), () -> flown.result()));
  }

  private View view(Handle handle, Moment moment, Ask ask) {
    return rows.view(handle, moment, ask.series(moment));
  }

  private Moment current(Optional<Moment> moment) {
    return moment.orElseThrow(
        () ->
            watch
                .away()
                .<RuntimeException>map(StoreAway::new)
                .orElseGet(
                    () ->
                        new ProblemException(
                            Problem.unavailable(
                                "no-view",
                                "No view yet",
                                "The first batch has not finished, so there is nothing to answer"
                                    + " from yet; /api/v1/status tells how far it is",
                                FIRST_BATCH_SECONDS))));
  }

  private CompletableFuture<Served> answer(Asked asked, Moment moment, Supplier<View> view) {
    String hash = asked.hash(FORMAT, moment);
    return flights
        .joined(hash)
        .orElseGet(() -> look(asked.ask(), moment, view, hash))
        .thenApply(this::counted);
  }

  private Served counted(Flown<Served> flown) {
    Served served = flown.shared() ? flown.result().again() : flown.result();
    Objects.requireNonNull(lookups.get(served.outcome())).increment();
    return served;
  }

  /** What is kept is not worth a flight, which costs as much as to look for it again. */
  private CompletableFuture<Flown<Served>> look(
      Ask ask, Moment moment, Supplier<View> view, String hash) {
    String key = FORMAT + hash;
    Lookup found = cache.get(key);
    Optional<byte[]> kept = found.body().flatMap(Packed::unpack);
    if (kept.isPresent()) {
      return CompletableFuture.completedFuture(
          new Flown<>(new Served(Outcome.HIT, kept.get(), hash, moment), false));
    }
    Outcome outcome = found.outcome() == Outcome.OFF ? Outcome.OFF : Outcome.MISS;
    return flights.fly(
        hash,
        () ->
            computing.submit(
                () -> {
                  byte[] body = compute(ask, view.get());
                  if (outcome == Outcome.MISS) {
                    Packed.pack(body)
                        .ifPresentOrElse(packed -> cache.put(key, packed), tooLarge::increment);
                  }
                  return new Served(outcome, body, hash, moment);
                }));
  }

  private byte[] compute(Ask ask, View view) {
    computations.increment();
    return Json.bytes(ask.answer(view));
  }
}

package io.lambdax.serving.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.ViewWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open streams of events. Each is written by a thread of its own, so that a client that does
 * not read holds up nobody; the limit on streams is what bounds the threads. A client that is gone
 * is noticed at a heartbeat. Thread-safe.
 */
public final class EventStreams implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
  private static final int RETRY_SECONDS = 30;

  private final ViewWatch watch;
  private final int most;
  private final int mostOfOne;
  private final Duration heartbeat;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();
  private final AtomicInteger named = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Follows that watch.
   *
   * @param most streams at a time
   * @param mostOfOne client, of these
   * @param heartbeat after so much silence a comment is sent
   */
  public EventStreams(
      ViewWatch watch, int most, int mostOfOne, Duration heartbeat, MeterRegistry registry) {
    this.watch = watch;
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.heartbeat = heartbeat;
    Gauge.builder("lambdax.events.streams", open, AtomicInteger::get)
        .description("Clients that follow /api/v1/events")
        .register(registry);
    watch.onChange(this::changed);
  }

  private void changed(Optional<Moment> before, Moment now) {
    if (!streams.isEmpty()) {
      Change change = Change.between(before, now);
      if (!change.isNothingAfter(before)) {
        streams.forEach(stream -> stream.offer(change));
      }
    }
  }

  /**
   * Takes one of the places there are, so that no client takes them all; {@link #stream} gives it
   * back.
   *
   * @throws ProblemException if none is free, or the client has all that it may
   */
  public void enter(String client) {
    int all = open.incrementAndGet();
    int its = ofOne.merge(client, 1, Integer::sum);
    if (its > mostOfOne) {
      leave(client);
      throw tooMany(
          "You follow the events %d times already, which is the most for one client at a time (lambdax.serving.streams-of-one)"
              .formatted(mostOfOne));
    }
    if (all > most) {
      leave(client);
      throw tooMany(
          "%d clients follow the events already, which is the most at a time (lambdax.serving.streams)"
              .formatted(most));
    }
  }

  private void leave(String client) {
    ofOne.computeIfPresent(client, (it, its) -> its == 1 ? null : its - 1);
    open.decrementAndGet();
  }

  private static ProblemException tooMany(String why) {
    return new ProblemException(
        Problem.unavailable(
            "too-many-streams",
            "Too many streams",
            why + "; ask /api/v1/status instead, or again later",
            RETRY_SECONDS));
  }

  /**
   * Writes events to a client that has entered, until it is gone or all is closed.
   *
   * @return completes when the stream has ended
   */
  public CompletableFuture<Void> stream(String client, OutputStream out) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> follow(client, out, ended), "events-" + named.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    return ended;
  }

  private void follow(String client, OutputStream out, CompletableFuture<Void> ended) {
    EventStream stream = new EventStream(out, heartbeat);
    try {
      // Before the state is read: a change in between is told twice rather than not at all.
      streams.add(stream);
      if (closed) {
        return;
      }
      stream.run(watch.current().map(Change::state).orElseGet(EventStreams::noView));
    } catch (IOException e) {
      log.debug("A client of the events is gone: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(stream);
      leave(client);
      ended.complete(null);
    }
  }

  private static ObjectNode noView() {
    return Json.object().putNull("view").putNull("version").putNull("summariesVersion");
  }

  /** Ends all streams and takes no more. */
  @Override
  public void close() {
    closed = true;
    streams.forEach(EventStream::close);
  }
}

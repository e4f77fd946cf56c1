package io.lambdax.serving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some clients that go on asking questions whose right answers are known, a few hundred a second at
 * most, and what they saw.
 */
final class TestLoad implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final TestApi api;
  private final Map<String, byte[]> known;
  private final List<String> questions;
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<Refused> refused = new ConcurrentLinkedQueue<>();
  private final Queue<Long> took = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** A 503 that says what is wrong, and when to ask again; when it was asked. */
  record Refused(Instant asked, String question, String type) {}

  /** Begins. */
  TestLoad(TestApi api, Map<String, byte[]> known) {
    this.api = api;
    this.known = known;
    this.questions = new ArrayList<>(known.keySet());
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(i);
      var unused =
          clients.scheduleWithFixedDelay(
              () -> ask(random), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void ask(Random random) {
    String question = questions.get(random.nextInt(questions.size()));
    Instant begun = Instant.now();
    long from = System.nanoTime();
    try {
      TestApi.Reply reply = api.get(question);
      if (reply.status() == 503 && reply.header("Retry-After").matches("[1-9]")) {
        refused.add(new Refused(begun, question, reply.json().get("type").asText()));
      } else if (reply.status() != 200 || !Arrays.equals(reply.bytes(), known.get(question))) {
        wrong.add(question + ": " + reply.status() + " " + reply.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // an Error would silently end this client
      wrong.add(question + ": " + e);
    }
    took.add(System.nanoTime() - from);
    asked.incrementAndGet();
  }

  /** How many were answered, in whatever way. */
  int asked() {
    return asked.get();
  }

  /** What was neither the known answer nor a problem that passes. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  List<Refused> refused() {
    return List.copyOf(refused);
  }

  /** Of those that were answered, the share that took longer. */
  double shareAbove(Duration bound) {
    List<Long> all = List.copyOf(took);
    return all.stream().filter(nanos -> nanos > bound.toNanos()).count() / (double) all.size();
  }

  @Override
  public void close() {
    clients.shutdown();
    try {
      if (!clients.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("clients are not answered for 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

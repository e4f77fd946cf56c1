package io.lambdax.serving.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.serving.answer.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One client's stream: what changed waits here, merged, until the client has taken the last. */
final class EventStream {
  private final OutputStream out;
  private final Duration heartbeat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private Optional<Change> pending = Optional.empty();
  private boolean closed;

  EventStream(OutputStream out, Duration heartbeat) {
    this.out = out;
    this.heartbeat = heartbeat;
  }

  /** Leaves news for the client; never waits for it. */
  void offer(Change change) {
    lock.lock();
    try {
      pending = pending.map(before -> before.and(change)).or(() -> Optional.of(change));
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Has {@link #run} end soon. */
  void close() {
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes the first event and then whatever is offered, until closed.
   *
   * @throws IOException when the client is gone
   */
  void run(ObjectNode state) throws IOException, InterruptedException {
    write("event: state\ndata: " + text(state) + "\n\n");
    while (true) {
      Optional<Change> change = take();
      if (isClosed()) {
        return;
      }
      write(
          change.map(c -> "event: change\ndata: " + text(c.json()) + "\n\n").orElse(": alive\n\n"));
    }
  }

  /** The next news, or nothing after the time of a heartbeat or when closed. */
  private Optional<Change> take() throws InterruptedException {
    lock.lock();
    try {
      long left = heartbeat.toNanos();
      while (pending.isEmpty() && !closed && left > 0) {
        left = news.awaitNanos(left);
      }
      Optional<Change> change = pending;
      pending = Optional.empty();
      return change;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String text(ObjectNode json) {
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }
}

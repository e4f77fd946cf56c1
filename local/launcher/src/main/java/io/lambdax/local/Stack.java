package io.lambdax.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * All that was started. Closing it closes everything at once, side by side; what is pushed later is
 * closed on the spot, so that a signal in the middle of a start leaves nothing. Thread-safe.
 */
final class Stack implements AutoCloseable {
  private static final long LONGEST_STOP_SECONDS = 60;

  private final List<Entry> entries = new ArrayList<>();
  private boolean closed;

  private record Entry(String name, AutoCloseable what) {
    void close() {
      try {
        what.close();
      } catch (Exception e) {
        // Looked up here: the log's file is not known yet when the first stack is made.
        LoggerFactory.getLogger(Stack.class).warn("{} did not stop in order", name, e);
      }
    }
  }

  void push(String name, AutoCloseable what) {
    Entry entry = new Entry(name, what);
    synchronized (this) {
      if (!closed) {
        entries.add(entry);
        return;
      }
    }
    entry.close();
  }

  /** Returns when all is stopped or a minute has passed. */
  @Override
  public void close() {
    List<Entry> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(entries);
      entries.clear();
    }
    List<Thread> stops = new ArrayList<>();
    for (Entry entry : all) {
      Thread thread = new Thread(entry::close, "stop-" + entry.name());
      thread.setDaemon(true);
      thread.start();
      stops.add(thread);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_STOP_SECONDS);
    try {
      for (Thread stop : stops) {
        stop.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

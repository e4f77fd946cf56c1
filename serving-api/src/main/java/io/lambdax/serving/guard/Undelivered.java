package io.lambdax.serving.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;

/**
 * Answers on their way to clients that do not read as fast as they are sent. They hold no thread,
 * only memory; where that is too much, whoever holds most of it loses the one that has been on its
 * way longest, with its connection. Thread-safe.
 */
final class Undelivered {
  /** The connection that an answer goes through. */
  interface Way {
    void send(ByteBuffer content, Callback done);

    void abort(IOException why);
  }

  private final long most;
  private final Runnable givenUp;

  /** Oldest first. */
  private final Set<Parcel> parcels = new LinkedHashSet<>();

  private long bytes;

  /**
   * Nothing is on its way yet.
   *
   * @param most bytes of all answers together; a single one may be larger
   * @param givenUp is told of each that is
   */
  Undelivered(long most, Runnable givenUp) {
    this.most = most;
    this.givenUp = givenUp;
  }

  /**
   * Sends a whole answer without waiting until it is read.
   *
   * @param client whose memory it takes
   */
  void send(Way way, ByteBuffer content, String client) {
    Parcel parcel = new Parcel(way, content.remaining(), client);
    way.send(content, parcel);
    for (Parcel old : add(parcel)) {
      old.abort();
    }
  }

  /** Most are delivered already; which have to go for it. */
  private List<Parcel> add(Parcel parcel) {
    return parcel.delivered ? List.of() : addLocked(parcel);
  }

  private synchronized List<Parcel> addLocked(Parcel parcel) {
    List<Parcel> old = new ArrayList<>();
    parcel.counted = true; // before it is looked at whether it is delivered, as that looks at this
    if (parcel.delivered) {
      return old;
    }
    parcels.add(parcel);
    bytes += parcel.size;
    while (bytes > most && parcels.size() > 1) {
      Parcel oldest = oldestOf(greediest());
      parcels.remove(oldest);
      bytes -= oldest.size;
      old.add(oldest);
    }
    return old;
  }

  /** Whose answers take most; of equal ones whose has been on its way longest. */
  private String greediest() {
    Map<String, Long> held = new LinkedHashMap<>();
    parcels.forEach(parcel -> held.merge(parcel.client, (long) parcel.size, Long::sum));
    return held.entrySet().stream()
        .reduce((one, next) -> next.getValue() > one.getValue() ? next : one)
        .orElseThrow()
        .getKey();
  }

  private Parcel oldestOf(String client) {
    return parcels.stream()
        .filter(parcel -> parcel.client.equals(client))
        .findFirst()
        .orElseThrow();
  }

  private void delivered(Parcel parcel) {
    if (parcel.counted) {
      remove(parcel);
    }
  }

  private synchronized void remove(Parcel parcel) {
    if (parcels.remove(parcel)) {
      bytes -= parcel.size;
      notifyAll();
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Waits so long until nothing is on its way; whether that came. */
  synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!parcels.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  private final class Parcel implements Callback {
    private final Way way;
    private final int size;
    private final String client;
    private volatile boolean delivered;
    private volatile boolean counted;

    private Parcel(Way way, int size, String client) {
      this.way = way;
      this.size = size;
      this.client = client;
    }

    /** In its lock: once it is delivered, the connection may be at the next answer. */
    private synchronized void abort() {
      if (!delivered) {
        givenUp.run();
        way.abort(new IOException("the client reads too slowly"));
      }
    }

    private synchronized void end() {
      delivered = true;
    }

    @Override
    public void succeeded() {
      end();
      delivered(this);
    }

    @Override
    public void failed(Throwable why) {
      end();
      delivered(this);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}

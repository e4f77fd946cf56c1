package io.lambdax.serving.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.util.Callback;

/**
 * Answers on their way to clients that do not read as fast as they are sent. They hold no thread,
 * only memory; where that is too much, the one that has been on its way longest is given up with
 * its connection. Thread-safe.
 */
final class Undelivered {
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

  /** Sends a whole answer without waiting until it is read. */
  void send(HttpOutput out, ByteBuffer content) {
    Parcel parcel = new Parcel(out, content.remaining());
    out.sendContent(content, parcel);
    for (Parcel old : add(parcel)) {
      givenUp.run();
      old.out.getHttpChannel().abort(new IOException("the client reads too slowly"));
    }
  }

  /** Most are delivered already; which have to go for it. */
  private synchronized List<Parcel> add(Parcel parcel) {
    List<Parcel> old = new ArrayList<>();
    if (parcel.delivered) {
      return old;
    }
    parcels.add(parcel);
    bytes += parcel.size;
    for (var all = parcels.iterator(); bytes > most && parcels.size() > 1; ) {
      Parcel oldest = all.next();
      all.remove();
      bytes -= oldest.size;
      old.add(oldest);
    }
    return old;
  }

  private synchronized void delivered(Parcel parcel) {
    parcel.delivered = true;
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
    private final HttpOutput out;
    private final int size;
    private boolean delivered;

    private Parcel(HttpOutput out, int size) {
      this.out = out;
      this.size = size;
    }

    @Override
    public void succeeded() {
      delivered(this);
    }

    @Override
    public void failed(Throwable why) {
      delivered(this);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}

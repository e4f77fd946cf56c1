package io.lambdax.serving.guard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets so many requests be at work at a time, and so many wait for a while in the order they came;
 * a waiting one holds no thread. Who waits for what it needs is counted apart. Whoever is let in
 * holds a place until {@link #leave}. Thread-safe.
 */
final class WorkGate {
  private static final String PLACE = WorkGate.class.getName() + ".place";

  private final int queue;
  private final Duration patience;

  /** Those that are to be begun. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** Those that have been begun, and go first. */
  private final Deque<Waiting> returned = new ArrayDeque<>();

  private final int places;
  private int free;

  private final int mostAbsent;

  /** How many wait for what they need, and only then for a place. */
  private int absent;

  /** What became of a request that wants in. */
  enum Entry {
    /** It holds a place. */
    IN,
    /** It waits: it comes again, with a place, or is turned away after the patience. */
    WAITING,
    /** There is no room to wait in. */
    FULL
  }

  /**
   * An empty gate.
   *
   * @param places for requests at work, at least 1
   * @param queue most that wait for a place to be begun, 0 or more
   * @param mostAbsent most that wait for what they need, 0 or more
   * @param patience how long one waits to be begun
   */
  WorkGate(int places, int queue, int mostAbsent, Duration patience) {
    this.mostAbsent = mostAbsent;
    this.places = places;
    this.free = places;
    this.queue = queue;
    this.patience = patience;
  }

  /**
   * Wants in.
   *
   * @param turnAway answers a request whose patience is over
   */
  synchronized Entry enter(HttpServletRequest request, Consumer<AsyncContext> turnAway) {
    if (request.getAttribute(PLACE) instanceof Waiting before && before.admitted) {
      before.arrived = true;
      return Entry.IN; // it has waited, and is dispatched again
    }
    if (free > 0) {
      free--;
      return Entry.IN;
    }
    if (waiting.size() >= queue) {
      return Entry.FULL;
    }
    waiting.addLast(suspended(request, patience, turnAway));
    return Entry.WAITING;
  }

  /**
   * Has one that holds a place come again once it has what it needs, before those that wait to be
   * begun. Its place is to be left.
   *
   * @param needed ends when it is there, or will not be
   * @param longest how long it waits for that and a place
   * @param turnAway answers it after that
   * @return whether there is room to wait in
   */
  synchronized boolean comeAgain(
      HttpServletRequest request,
      CompletableFuture<?> needed,
      Duration longest,
      Consumer<AsyncContext> turnAway) {
    if (absent >= mostAbsent) {
      return false;
    }
    Waiting one = suspended(request, longest, turnAway);
    absent++;
    one.absent = true;
    var unused = needed.whenComplete((result, problem) -> back(one));
    return true;
  }

  private Waiting suspended(
      HttpServletRequest request, Duration longest, Consumer<AsyncContext> turnAway) {
    AsyncContext async = request.startAsync();
    async.setTimeout(longest.toMillis());
    Waiting one = new Waiting(async, turnAway);
    async.addListener(one);
    request.setAttribute(PLACE, one);
    return one;
  }

  private synchronized void back(Waiting one) {
    if (one.absent) {
      one.absent = false;
      absent--;
      returned.addLast(one);
      letIn();
    }
  }

  /** Gives the place to who has waited longest. */
  synchronized void leave() {
    free++;
    letIn();
  }

  private void letIn() {
    while (free > 0 && !(returned.isEmpty() && waiting.isEmpty())) {
      Waiting next = returned.isEmpty() ? waiting.removeFirst() : returned.removeFirst();
      next.admitted = true;
      // In the lock: a time-out that comes now finds it admitted and dispatched.
      try {
        next.async.dispatch();
        free--;
      } catch (RuntimeException e) {
        // Its patience has ended, and whoever tells it so sees this; or the server has given it up,
        // which must not keep the place from others.
        next.admitted = false;
      }
    }
    notifyAll();
  }

  /** Waits so long until nobody is at work or waits; whether that came. */
  synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (working() + waiting() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  synchronized int working() {
    return places - free;
  }

  synchronized int waiting() {
    return waiting.size() + returned.size() + absent;
  }

  /**
   * Whether it is not let in, and will not be: it may have been its turn too late to dispatch it.
   */
  private synchronized boolean givenUp(Waiting one) {
    waiting.remove(one);
    returned.remove(one);
    if (one.absent) {
      one.absent = false;
      absent--;
    }
    notifyAll();
    return !one.admitted;
  }

  private synchronized boolean lost(Waiting one) {
    return one.admitted && !one.arrived;
  }

  private final class Waiting implements AsyncListener {
    private final AsyncContext async;
    private final Consumer<AsyncContext> turnAway;
    private boolean admitted;
    private boolean arrived;
    private boolean absent;

    private Waiting(AsyncContext async, Consumer<AsyncContext> turnAway) {
      this.async = async;
      this.turnAway = turnAway;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      if (givenUp(this)) {
        turnAway.accept(async);
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      if (givenUp(this)) {
        async.complete();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      if (!givenUp(this) && lost(this)) {
        leave(); // the server answered it without coming here again
      }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // it was dispatched and begins something asynchronous of its own
    }
  }
}

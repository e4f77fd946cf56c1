package io.lambdax.serving.view;

import io.lambdax.core.source.SourceStatus;
import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.SeriesReader;
import io.lambdax.store.view.ShareState;
import io.lambdax.store.view.StatusReader;
import io.lambdax.store.view.ViewPointer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what is to be served by polling a few rows, and whether MySQL answers. Looks never overlap,
 * so what is current never goes back to an older view unless the row itself did (a revert), nor to
 * an older version of the realtime view. While MySQL is away the last moment stays current.
 * Thread-safe.
 */
public final class ViewWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ViewWatch.class);

  private static final String AWAY =
      "the view store cannot be read: check that MySQL runs and that LAMBDAX_MYSQL_URL, _USER and"
          + " _PASSWORD are right";

  private static final String UNMADE =
      "the view store has no tables yet: waiting for the controller to make them";

  /** MySQL's state for a table that does not exist. */
  private static final String NO_TABLE = "42S02";

  /** A migration changed a table after the snapshot that reads it began. */
  private static final int TABLE_CHANGED = 1412;

  private final Database database;
  private final Duration patience;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "view-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Seen seen = Seen.NOTHING;

  /**
   * The greatest number of a moment; what was remembered under one is of no other, even if there
   * was no view in between. Of looks, which never overlap.
   */
  private long counted;

  /** Told of each change, in order, by the thread that saw it. */
  private final List<BiConsumer<Optional<Moment>, Moment>> listeners = new CopyOnWriteArrayList<>();

  /** What the last poll saw, all of one moment. */
  private record Seen(
      Optional<ViewPointer> pointer,
      Optional<Moment> moment,
      List<SourceStatus> sources,
      Optional<BatchRun> run,
      Optional<Duration> silence) {
    static final Seen NOTHING =
        new Seen(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  /** Reads more in the snapshot of a look; there is no moment before the first view. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Handle handle, Optional<Moment> moment);
  }

  /** When the look began that is under way; 0 between looks. */
  private volatile long askedAt;

  private volatile Optional<String> away = Optional.of("the view store has not been read yet");

  /**
   * Watches nothing yet.
   *
   * @param patience a look that takes longer means that the database hangs: others had better not
   *     wait for it too
   */
  public ViewWatch(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** Starts to poll. */
  @SuppressWarnings("FutureReturnValueIgnored") // poll() catches everything; close() ends it
  public void start(Duration interval) {
    poller.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Has someone told of every change of what is served; they must not keep the caller. */
  public void onChange(BiConsumer<Optional<Moment>, Moment> listener) {
    listeners.add(listener);
  }

  /** What is served now; empty until the first batch has finished. */
  public Optional<Moment> current() {
    return seen.moment();
  }

  /** How long the values of the realtime view have not been heard of, by the database's clock. */
  public Optional<Duration> silence() {
    return seen.silence();
  }

  /** What answers lack of the realtime view. */
  public Optional<Gaps.Lack> lack() {
    Seen now = seen;
    return now.moment()
        .flatMap(
            moment ->
                now.silence().flatMap(age -> Gaps.find(moment, age, now.run(), now.sources())));
  }

  /** The last attempt of every source, by name; empty until it has been read. */
  public List<SourceStatus> sources() {
    return seen.sources();
  }

  /** Why MySQL cannot be asked; empty while it answers. */
  public Optional<String> away() {
    long asked = askedAt;
    return asked != 0 && System.nanoTime() - asked > patience.toNanos() ? Optional.of(AWAY) : away;
  }

  /** Looks now. */
  public Optional<Moment> refresh() {
    return refresh((handle, moment) -> moment);
  }

  /**
   * Looks now, and reads more in the same snapshot.
   *
   * @throws StoreAway if MySQL does not answer
   */
  public synchronized <T> T refresh(Reader<T> reader) {
    askedAt = System.nanoTime(); // not before: to wait for another's look is not to wait for MySQL
    try {
      AtomicReference<Seen> look = new AtomicReference<>();
      T read =
          snapshotEvenIfAway(
              handle -> {
                look.set(look(handle));
                return reader.read(handle, look.get().moment());
              });
      adopt(look.get());
      return read;
    } catch (StoreAway e) {
      unreadable(rootOf(e)); // while the next look waits, nobody else has to find out
      throw e;
    } finally {
      askedAt = 0;
    }
  }

  private void adopt(Seen now) {
    Optional<Moment> before = seen.moment();
    Optional<BatchView> view = now.moment().map(Moment::batch);
    if (!view.map(BatchView::token).equals(before.map(m -> m.batch().token()))) {
      view.ifPresent(
          v -> log.info("Serving view {} (facts up to version {})", v.id(), v.version()));
    }
    seen = now;
    if (away.isPresent()) {
      log.info("The view store can be read");
      away = Optional.empty();
    }
    now.moment()
        .filter(moment -> before.filter(moment::sameAs).isEmpty())
        .ifPresent(moment -> listeners.forEach(listener -> listener.accept(before, moment)));
  }

  private Seen look(Handle handle) {
    ViewPointer pointer = ViewPointer.read(handle);
    Seen last = seen;
    // The pointer's generations grow with every attempt of a source and with every run.
    boolean same = last.pointer().equals(Optional.of(pointer));
    StatusReader status = new StatusReader(handle);
    OptionalLong viewId = pointer.viewId();
    Optional<BatchView> view =
        viewId.isPresent() ? BatchView.read(handle, viewId.getAsLong()) : Optional.empty();
    Optional<Moment> moment = view.map(v -> moment(handle, v, last.moment()));
    return new Seen(
        Optional.of(pointer),
        moment,
        same ? last.sources() : List.copyOf(status.sources()),
        same ? last.run() : status.latestRun(),
        moment
            .flatMap(m -> m.realtime().values())
            .flatMap(ShareState::updatedAt)
            .map(heard -> Duration.between(heard, new RealtimeReader(handle).now())));
  }

  private Moment moment(Handle handle, BatchView view, Optional<Moment> before) {
    Optional<Moment> sameView = before.filter(m -> m.batch().token().equals(view.token()));
    Realtime realtime = Realtime.read(handle, view, sameView.map(Moment::realtime));
    Directory base =
        sameView
            .map(Moment::base)
            .orElseGet(() -> new Directory(new SeriesReader(handle).all(view.id())));
    Directory directory =
        sameView
            .filter(m -> m.realtime().newer().equals(realtime.newer()))
            .map(Moment::directory)
            .orElseGet(() -> base.under(realtime.newer()));
    Moment next = new Moment(counted + 1, view, realtime, base, directory);
    Optional<Moment> same = before.filter(next::sameAs);
    if (same.isPresent()) {
      return new Moment(same.get().number(), view, realtime, base, directory);
    }
    counted = next.number();
    return next;
  }

  /**
   * Reads rows in one consistent snapshot of the database; gives up at once while MySQL is known to
   * be away, so that waiting for it does not take the threads that can answer without it.
   *
   * @throws StoreAway if MySQL does not answer
   */
  public <T> T snapshot(HandleCallback<T, RuntimeException> reader) {
    away()
        .ifPresent(
            why -> {
              throw new StoreAway(why);
            });
    return snapshotEvenIfAway(reader);
  }

  private <T> T snapshotEvenIfAway(HandleCallback<T, RuntimeException> reader) {
    try {
      return database.snapshot(reader);
    } catch (JdbiException e) {
      throw new StoreAway(e);
    }
  }

  private void poll() {
    try {
      refresh();
    } catch (RuntimeException e) {
      // Whatever it is, the next poll must come: an exception would end the schedule.
      unreadable(rootOf(e));
    }
  }

  private void unreadable(Throwable root) {
    boolean unmade =
        root instanceof ViewPointer.Unmade
            || (root instanceof SQLException sql
                && (NO_TABLE.equals(sql.getSQLState()) || sql.getErrorCode() == TABLE_CHANGED));
    String why = unmade ? UNMADE : AWAY;
    if (!away.equals(Optional.of(why))) {
      if (unmade) {
        log.info("{}", why);
      } else {
        log.warn("{} ({}). Answering only what is cached until then", why, root.toString());
      }
    }
    away = Optional.of(why);
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }
}

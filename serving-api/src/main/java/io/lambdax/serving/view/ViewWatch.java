package io.lambdax.serving.view;

import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.SourceStatus;
import io.lambdax.store.view.StatusReader;
import io.lambdax.store.view.ViewPointer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the current view by polling its one row, and whether MySQL answers. Reads of the row never
 * overlap, so what is current never goes back to an older view unless the row itself did (a
 * revert). While MySQL is away the last view stays current. Thread-safe.
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

  /**
   * A poll that takes longer than this means that the database hangs: others had better not wait
   * for it too.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "view-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Seen seen = new Seen(Optional.empty(), Optional.empty(), List.of());

  /** What the last poll saw, all of one moment. */
  private record Seen(
      Optional<ViewPointer> pointer, Optional<BatchView> view, List<SourceStatus> sources) {}

  /** When the poll began that is under way; 0 between polls. */
  private volatile long askedAt;

  private volatile Optional<String> away = Optional.of("the view store has not been read yet");

  public ViewWatch(Database database) {
    this.database = database;
  }

  /** Starts to poll. */
  @SuppressWarnings("FutureReturnValueIgnored") // poll() catches everything; close() ends it
  public void start(Duration interval) {
    poller.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The current view; empty until the first batch has finished. */
  public Optional<BatchView> current() {
    return seen.view();
  }

  /** The last attempt of every source, by name; empty until it has been read. */
  public List<SourceStatus> sources() {
    return seen.sources();
  }

  /** Why MySQL cannot be asked; empty while it answers. */
  public Optional<String> away() {
    long asked = askedAt;
    return asked != 0 && System.nanoTime() - asked > PATIENCE.toNanos() ? Optional.of(AWAY) : away;
  }

  /** Reads the row now. */
  public synchronized Optional<BatchView> refresh() {
    Seen now = snapshotEvenIfAway(this::look);
    if (!now.view().map(BatchView::token).equals(seen.view().map(BatchView::token))) {
      now.view()
          .ifPresent(
              view ->
                  log.info("Serving view {} (facts up to version {})", view.id(), view.version()));
    }
    seen = now;
    if (away.isPresent()) {
      log.info("The view store can be read");
      away = Optional.empty();
    }
    return now.view();
  }

  private Seen look(Handle handle) {
    Optional<ViewPointer> pointer = Optional.of(ViewPointer.read(handle));
    // The pointer's generations grow with every attempt of a source.
    List<SourceStatus> sources =
        pointer.equals(seen.pointer()) ? seen.sources() : new StatusReader(handle).sources();
    return new Seen(pointer, BatchView.current(handle), List.copyOf(sources));
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
      askedAt = System.nanoTime();
      refresh();
    } catch (RuntimeException e) {
      // Whatever it is, the next poll must come: an exception would end the schedule.
      unreadable(rootOf(e));
    } finally {
      askedAt = 0;
    }
  }

  private void unreadable(Throwable root) {
    boolean unmade = root instanceof SQLException sql && NO_TABLE.equals(sql.getSQLState());
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

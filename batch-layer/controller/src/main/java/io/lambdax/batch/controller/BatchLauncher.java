package io.lambdax.batch.controller;

import io.lambdax.ops.Neighbour;
import io.lambdax.store.view.BatchRun;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Starts drivers of the batch job: the seam between this machine and a cluster. Used by one thread.
 */
@FunctionalInterface
public interface BatchLauncher extends AutoCloseable {

  /**
   * Starts a driver for a run and does not wait for it.
   *
   * @throws LauncherAwayException if that is no fault of the run, and will pass
   * @throws IOException if it cannot be started; the message says what to do
   */
  Driver launch(BatchRun run) throws IOException;

  /**
   * The driver of a run that another controller launched. A run of which nothing was heard may have
   * none yet, and then gets it.
   *
   * @return empty if there is none, or this cannot tell: then only the run's heartbeats count
   * @throws LauncherAwayException if nobody can tell just now
   */
  default Optional<Driver> adopt(BatchRun run) throws LauncherAwayException {
    return Optional.empty();
  }

  /**
   * Ends drivers that are still there although their runs were given up, where it can.
   *
   * @param givenUp tells of a run's token whether it was
   * @throws IOException if that cannot be done just now; nor could anything be launched then
   */
  default void giveUp(Predicate<String> givenUp) throws IOException {}

  /** Finds out, now and then, whether drivers could be started. */
  default void ping() {}

  /** Who starts the drivers, if that is somebody who may be away. */
  default Optional<Neighbour> neighbour() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}

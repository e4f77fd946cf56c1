package io.lambdax.batch.controller;

import io.lambdax.store.view.BatchRun;
import java.io.IOException;

/** Starts drivers of the batch job: the seam between this machine and a cluster. */
public interface BatchLauncher {

  /**
   * Starts a driver for a run and does not wait for it.
   *
   * @throws IOException if it cannot be started; the message says what to do
   */
  Driver launch(BatchRun run) throws IOException;
}

package io.lambdax.batch.controller;

import io.lambdax.store.view.BatchRun;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Switched;
import io.lambdax.store.view.ViewSwitch;
import io.lambdax.store.view.ViewWriter;
import java.util.Optional;

/** What the job does at its end, with a view of nothing. */
final class EmptyView {

  private EmptyView() {}

  static Switched flip(Database database, BatchRun run) {
    ViewWriter writer = new ViewWriter(database);
    long view = writer.begin(run.lakeId(), run.version(), 1, run.token());
    BatchView.Counts none = new BatchView.Counts(0, 0, 0);
    writer.complete(view, none, Optional.empty(), Optional.empty());
    return new ViewSwitch(database).flip(view, run.token());
  }
}

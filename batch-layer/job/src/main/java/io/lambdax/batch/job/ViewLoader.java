package io.lambdax.batch.job;

import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.ViewWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Loads one family into MySQL while the next is computed. Used by one thread. */
final class ViewLoader implements AutoCloseable {

  private final ViewWriter writer;
  private final long viewId;
  private final List<Future<?>> loads = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread loader = new Thread(task, "view-loader");
            loader.setDaemon(true);
            return loader;
          });

  ViewLoader(ViewWriter writer, long viewId) {
    this.writer = writer;
    this.viewId = viewId;
  }

  void load(Family family, List<RankedSummary> rows) {
    loads.add(
        thread.submit(
            () -> {
              writer.summaries(viewId, family, rows);
              return rows.size();
            }));
  }

  /** Waits until all is loaded; throws what the first failed load threw. */
  void await() throws SQLException, InterruptedException {
    for (Future<?> load : loads) {
      try {
        load.get();
      } catch (ExecutionException e) {
        throw new SQLException("Loading view " + viewId + " failed: " + e.getCause(), e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

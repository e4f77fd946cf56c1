package io.lambdax.serving.view;

import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.SummaryReader;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which families of pairs the batch view holds: read once for each view. Thread-safe. */
public final class BatchFamilies {
  private volatile Held held = new Held("", List.of());

  private record Held(String token, List<Family> families) {}

  /**
   * Those of that view, by transforms and then windows.
   *
   * @param handle of a snapshot that the view is in
   */
  public List<Family> of(Handle handle, BatchView batch) {
    Held known = held;
    if (!known.token().equals(batch.token())) {
      known = new Held(batch.token(), read(handle, batch));
      held = known;
    }
    return known.families();
  }

  private static List<Family> read(Handle handle, BatchView batch) {
    return new SummaryReader(handle)
        .families(batch.id()).stream().sorted(UnknownFamily.IN_ORDER).toList();
  }
}

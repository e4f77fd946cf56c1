package io.lambdax.batch.job;

import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.SeriesEntry;
import java.util.ArrayList;
import java.util.List;

/** What a job makes sure of before it asks to become current. */
final class SelfCheck {

  private SelfCheck() {}

  /**
   * Every series of the last view is still known, with at least as many days as then, counting
   * those that were withdrawn since.
   *
   * @throws IllegalStateException naming the series that lost facts
   */
  static void coverage(List<SeriesEntry> before, Facts facts) {
    List<String> lost = new ArrayList<>();
    for (SeriesEntry entry : before) {
      Facts.Known now = facts.known().get(entry.id());
      long days = now == null ? 0 : now.values().size() + now.withdrawn();
      if (days < entry.days()) {
        lost.add(entry.id() + " (" + entry.days() + " days before, now " + days + ")");
      }
    }
    if (!lost.isEmpty()) {
      throw new IllegalStateException(
          lost.size()
              + " series lost facts without a withdrawal, among them "
              + lost.subList(0, Math.min(3, lost.size()))
              + ": the lake is damaged, rebuild it (importer rebuild)");
    }
  }

  /**
   * What was computed is what arrived.
   *
   * @throws IllegalStateException giving both counts
   */
  static void counts(BatchView.Counts computed, BatchView.Counts stored) {
    if (!computed.equals(stored)) {
      throw new IllegalStateException(
          "computed " + computed + " but MySQL holds " + stored + ": the view is not complete");
    }
  }
}

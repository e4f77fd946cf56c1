package io.lambdax.serving.view;

import io.lambdax.core.series.History;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.RealtimeReader;
import io.lambdax.store.view.Revision;
import io.lambdax.store.view.SeriesReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/**
 * What a version said of a day of a series.
 *
 * @param value empty: that an earlier one is withdrawn
 */
public record Statement(LocalDate day, long version, Instant published, OptionalDouble value) {

  /** As {@link View#revised}. */
  static List<Statement> ofRevisedDays(Handle handle, View view, String parameter, SeriesId id) {
    Moment moment = view.moment();
    BatchView batch = moment.batch();
    SeriesReader reader = new SeriesReader(handle);
    SortedMap<Long, Instant> published = reader.versions(batch.id());
    if (published.isEmpty()) {
      throw Then.untold("view " + batch.id() + " does not hold what was known before");
    }
    List<Statement> all = new ArrayList<>();
    Set<LocalDate> revised = new HashSet<>();
    reader.history(batch.id(), id).ifPresent(history -> add(all, revised, history, published));
    if (!moment.realtime().gap()) {
      for (Revision revision : new RealtimeReader(handle).revisions(batch.lakeId(), id)) {
        if (revision.version() > batch.version() && revision.version() <= moment.version()) {
          revised.add(revision.day());
          all.add(
              new Statement(
                  revision.day(), revision.version(), revision.observedAt(), revision.value()));
        }
      }
    }
    if (all.isEmpty() && !moment.directory().has(id)) {
      throw view.unknown(parameter, id);
    }
    return all.stream()
        .filter(statement -> revised.contains(statement.day()))
        .sorted(Comparator.comparing(Statement::day).thenComparing(Statement::version))
        .toList();
  }

  private static void add(
      List<Statement> all,
      Set<LocalDate> revised,
      History history,
      SortedMap<Long, Instant> published) {
    for (int i = 0; i < history.size(); i++) {
      LocalDate day = LocalDate.ofEpochDay(history.day(i));
      long version = history.version(i);
      all.add(new Statement(day, version, published.get(version), history.value(i)));
      if (history.isRevision(i)) {
        revised.add(day);
      }
    }
  }
}

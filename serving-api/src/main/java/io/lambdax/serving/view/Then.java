package io.lambdax.serving.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.RealtimeEntry;
import io.lambdax.store.view.SeriesReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/**
 * The values of some series as they were known at a version.
 *
 * @param view with those values, and all else as it is now
 * @param version of the newest facts that count
 * @param published when that version was; empty if it is newer than the batch view
 */
public record Then(View view, long version, Optional<Instant> published) {

  private static final int BATCH_SECONDS = 60;

  /**
   * Looks back.
   *
   * @param parameter what the client called it, for the problem
   * @param now holds the present values of these series, those that there are
   * @throws ProblemException if nothing was known by then or that version is not there, or what was
   *     known only the next batch tells
   */
  static Then of(String parameter, AsOf asOf, View now, Set<SeriesId> ids) {
    return now.read(handle -> of(handle, parameter, asOf, now, ids));
  }

  private static Then of(Handle handle, String parameter, AsOf asOf, View now, Set<SeriesId> ids) {
    Moment moment = now.moment();
    SeriesReader reader = new SeriesReader(handle);
    SortedMap<Long, Instant> published = reader.versions(moment.batch().id());
    if (published.isEmpty()) {
      throw untold("view " + moment.batch().id() + " does not hold what was known before");
    }
    long version =
        asOf.among(published).orElseThrow(() -> refused(parameter, asOf, moment, published));
    if (version < published.firstKey() || version > moment.version()) {
      throw refused(parameter, asOf, moment, published);
    }
    Map<SeriesId, Series> values = new HashMap<>();
    for (SeriesId id : ids) {
      values(reader, moment, version, now, id)
          .filter(series -> !series.isEmpty())
          .ifPresent(series -> values.put(id, series));
    }
    return new Then(
        new View(moment, values, now.rows()), version, Optional.ofNullable(published.get(version)));
  }

  private static Optional<Series> values(
      SeriesReader reader, Moment moment, long version, View now, SeriesId id) {
    BatchView batch = moment.batch();
    RealtimeEntry newer = moment.realtime().newer().get(id);
    if (version > batch.version() && newer != null) {
      if (newer.version() > version) {
        throw untold(
            id
                + " has facts of version "
                + newer.version()
                + " and before that are newer than view "
                + batch.id());
      }
      return Optional.ofNullable(now.values().get(id));
    }
    return reader.history(batch.id(), id).map(history -> history.asOf(version));
  }

  private static ProblemException refused(
      String parameter, AsOf asOf, Moment moment, SortedMap<Long, Instant> published) {
    return new ProblemException(
        Problem.badParameter(
            parameter,
            asOf.text(),
            "a version from %d to %d, or a time after %s, when the first was published"
                .formatted(
                    published.firstKey(),
                    moment.version(),
                    published.values().stream().min(Instant::compareTo).orElseThrow())));
  }

  private static ProblemException untold(String why) {
    return new ProblemException(
        Problem.unavailable(
            "not-told-yet",
            "What was known then is not told yet",
            "What was known then is told once the next batch has run: " + why,
            BATCH_SECONDS));
  }
}

package io.lambdax.serving.view;

import io.lambdax.core.series.History;
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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The values of some series as they were known then.
 *
 * @param view with those values, and all else as it is now
 * @param version the newest that counts
 * @param published when that version was; empty if it is newer than the batch view
 */
public record Then(View view, long version, Optional<Instant> published) {

  private static final int BATCH_SECONDS = 60;

  /** As {@link View#asOf}. */
  static Then of(String parameter, AsOf asOf, View now, Set<SeriesId> ids) {
    return now.read(
        handle -> {
          Versions versions = new Versions(parameter, asOf, handle, now.moment());
          Map<SeriesId, Series> values = new HashMap<>();
          for (SeriesId id : ids) {
            versions
                .values(now, id)
                .filter(series -> !series.isEmpty())
                .ifPresent(series -> values.put(id, series));
          }
          View then = new View(now.moment(), values, now.rows());
          return new Then(
              then, versions.newest, Optional.ofNullable(versions.published.get(versions.newest)));
        });
  }

  /** The problem that only the next batch tells what was known. */
  static ProblemException untold(String why) {
    return new ProblemException(
        Problem.unavailable(
            "not-told-yet",
            "What was known then is not told yet",
            "What was known then is told once the next batch has run: " + why,
            BATCH_SECONDS));
  }

  /** Which versions count. */
  private static final class Versions {
    private final AsOf asOf;
    private final Moment moment;
    private final SeriesReader reader;
    private final SortedMap<Long, Instant> published;

    /** Those of them that were published before then; all, if it is a version that is asked for. */
    private final NavigableMap<Long, Instant> inTime = new TreeMap<>();

    private final long newest;

    Versions(String parameter, AsOf asOf, Handle handle, Moment moment) {
      this.asOf = asOf;
      this.moment = moment;
      this.reader = new SeriesReader(handle);
      this.published = reader.versions(moment.batch().id());
      if (published.isEmpty()) {
        throw untold("view " + moment.batch().id() + " does not hold what was known before");
      }
      published.forEach(
          (version, time) -> {
            if (asOf.before().map(time::isBefore).orElse(true)) {
              inTime.put(version, time);
            }
          });
      if (inTime.isEmpty()) {
        throw refused(parameter);
      }
      this.newest = asOf.version().orElse(isPresent() ? moment.version() : inTime.lastKey());
      if (newest < published.firstKey() || newest > moment.version()) {
        throw refused(parameter);
      }
    }

    Optional<Series> values(View now, SeriesId id) {
      BatchView batch = moment.batch();
      RealtimeEntry newer = moment.realtime().newer().get(id);
      if (newer != null && newest >= newer.version()) {
        return Optional.ofNullable(now.values().get(id));
      }
      if (newer != null && mayLieAboveTheBatch()) {
        throw untold(
            "%s has facts of versions up to %d that are newer than view %d"
                .formatted(id, newer.version(), batch.id()));
      }
      return reader.history(batch.id(), id).map(this::of);
    }

    private Series of(History history) {
      if (asOf.version().isPresent()) {
        return history.asOf(newest);
      }
      // Publications of one source need not be in the order of versions with those of another. Of a
      // series that was only ever published later, as an undated file is, the lake's order counts.
      return history.has(inTime::containsKey)
          ? history.of(inTime::containsKey)
          : history.asOf(inTime.lastKey());
    }

    /** Whether the time asked for is not over yet: nothing can be published after it. */
    private boolean isPresent() {
      return asOf.before().map(Instant.now()::isBefore).orElse(false);
    }

    private boolean mayLieAboveTheBatch() {
      Instant last = published.values().stream().max(Instant::compareTo).orElseThrow();
      return asOf.before().map(last::isBefore).orElse(newest > moment.batch().version());
    }

    private ProblemException refused(String parameter) {
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
  }
}

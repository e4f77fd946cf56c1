package io.lambdax.serving.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.answer.Json;
import io.lambdax.serving.view.Moment;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What changed up to a moment.
 *
 * @param moment what is served now
 * @param series whose values are others; empty if that may be any series, or more than {@link
 *     #MOST}
 */
record Change(Moment moment, Optional<Set<SeriesId>> series) {
  static final int MOST = 100;

  Change {
    series = series.filter(ids -> ids.size() <= MOST).map(Set::copyOf);
  }

  /** What changed from one moment to a later one. */
  static Change between(Optional<Moment> before, Moment now) {
    return new Change(now, before.flatMap(earlier -> changed(earlier, now)));
  }

  private static Optional<Set<SeriesId>> changed(Moment before, Moment now) {
    if (!before.batch().token().equals(now.batch().token())) {
      // Another view of the same facts says the same; of other facts, which series they are of is
      // known to the lake only.
      boolean sameFacts =
          before.batch().lakeId().equals(now.batch().lakeId()) && before.version() == now.version();
      return sameFacts ? Optional.of(Set.of()) : Optional.empty();
    }
    Set<SeriesId> changed = new HashSet<>();
    Stream.of(before, now)
        .flatMap(moment -> moment.realtime().newer().keySet().stream())
        .filter(id -> !before.stamp(id).equals(now.stamp(id)))
        .forEach(changed::add);
    return Optional.of(changed);
  }

  /**
   * Whether a client that knows what was served before learns nothing from it: shares of the speed
   * layer that go on one by one are moments of their own.
   */
  boolean isNothingAfter(Optional<Moment> before) {
    return series.filter(Set::isEmpty).isPresent()
        && before.filter(earlier -> state(earlier).equals(state(moment))).isPresent();
  }

  /** This and then another one. */
  Change and(Change later) {
    return new Change(
        later.moment,
        series.flatMap(
            mine ->
                later.series.map(
                    others -> {
                      Set<SeriesId> all = new HashSet<>(mine);
                      all.addAll(others);
                      return all;
                    })));
  }

  /** As clients get it. */
  ObjectNode json() {
    ObjectNode json = state(moment);
    series.ifPresentOrElse(
        ids -> {
          ArrayNode names = json.putArray("series");
          new TreeSet<>(ids).forEach(id -> names.add(id.toString()));
        },
        () -> json.put("series", "many"));
    return json;
  }

  /** What is served at a moment. */
  static ObjectNode state(Moment moment) {
    ObjectNode json = Json.object();
    Json.view(json, moment.batch());
    return json.put("version", moment.version())
        .put("summariesVersion", moment.realtime().summariesVersion());
  }
}

package io.lambdax.speed;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.Revision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts of one lake, the newest of every (series, date). Facts may come twice, late and in any
 * order; they count once their version is complete. Used by one thread.
 */
final class LakeFacts {

  private final Map<SeriesId, Days> days = new HashMap<>();
  private final Map<SeriesId, Held> held = new HashMap<>();
  private final Set<SeriesId> changed = new HashSet<>();
  private final SortedMap<Long, List<Fact>> waiting = new TreeMap<>();
  private final List<Revision> revisions = new ArrayList<>();
  private long complete;
  private long present;
  private long told;
  private long editions;

  /** A series' days; value empty: withdrawn. */
  private static final class Days {
    private final SortedMap<Integer, Day> byDay = new TreeMap<>();
    private String source = "";
    private long version;
  }

  private record Day(OptionalDouble value, long version) {}

  /** Takes a fact: at once if its version is complete already, else when it is. */
  void add(Fact fact) {
    if (fact.version() <= complete) {
      apply(fact);
    } else {
      waiting.computeIfAbsent(fact.version(), version -> new ArrayList<>()).add(fact);
    }
  }

  /** All facts up to and with this version have been added; a lower one than before is no news. */
  void complete(long version) {
    if (version <= complete) {
      return;
    }
    complete = version;
    SortedMap<Long, List<Fact>> now = waiting.headMap(version + 1);
    now.values().forEach(facts -> facts.forEach(this::apply));
    now.clear();
  }

  /** The newest complete version, 0 if none. */
  long complete() {
    return complete;
  }

  /** How many days of all series have a value. */
  long present() {
    return present;
  }

  /** What is known, if it is not what was told last. */
  Optional<Known> news(String lakeId) {
    return complete > told || !changed.isEmpty() ? Optional.of(known(lakeId)) : Optional.empty();
  }

  private Known known(String lakeId) {
    told = complete;
    for (SeriesId id : changed) {
      Days of = days.get(id);
      held.put(id, new Held(series(of), of.version, of.source, ++editions));
    }
    changed.clear();
    return new Known(lakeId, complete, held);
  }

  /** The revisions of later versions than that, as far as they are remembered. */
  List<Revision> revisionsAfter(long version) {
    return revisions.stream().filter(revision -> revision.version() > version).toList();
  }

  /** Forgets revisions up to and with that version: they are stored. */
  void forgetRevisions(long version) {
    revisions.removeIf(revision -> revision.version() <= version);
  }

  private void apply(Fact fact) {
    Days of = days.computeIfAbsent(fact.series(), id -> new Days());
    int day = Math.toIntExact(fact.date().toEpochDay());
    Day before = of.byDay.get(day);
    if (before != null && before.version() >= fact.version()) {
      return;
    }
    of.byDay.put(day, new Day(fact.value(), fact.version()));
    boolean was = before != null && before.value().isPresent();
    present += (fact.value().isPresent() ? 1 : 0) - (was ? 1 : 0);
    if (fact.version() >= of.version) {
      of.version = fact.version();
      of.source = fact.source();
    }
    changed.add(fact.series());
    if (before != null) {
      revisions.add(
          new Revision(
              fact.series(), fact.date(), fact.version(), fact.value(), fact.observedAt()));
    }
  }

  private static Series series(Days of) {
    int[] epochDays = new int[of.byDay.size()];
    double[] values = new double[of.byDay.size()];
    int size = 0;
    for (Map.Entry<Integer, Day> day : of.byDay.entrySet()) {
      if (day.getValue().value().isPresent()) {
        epochDays[size] = day.getKey();
        values[size++] = day.getValue().value().getAsDouble();
      }
    }
    return Series.of(Arrays.copyOf(epochDays, size), Arrays.copyOf(values, size));
  }
}

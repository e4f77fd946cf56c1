package io.lambdax.importer.rebuild;

import io.lambdax.importer.lake.Bronze;
import io.lambdax.importer.lake.GateConfig;
import io.lambdax.importer.lake.Manifest;
import io.lambdax.importer.lake.Outcome;
import io.lambdax.importer.lake.Parser;
import io.lambdax.importer.lake.Settlement;
import io.lambdax.importer.lake.SourceState;
import io.lambdax.importer.source.Source;
import io.lambdax.store.lake.Lake;
import io.lambdax.store.lake.LakeFiles;
import io.lambdax.store.lake.LakePointer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a new lake from bronze: every import that was taken is taken again, in the order of old,
 * and those that had not come to an end are judged. The new lake is put in force when it is
 * complete; until then nobody sees it. One instance is for one thread.
 */
public final class Rebuild {
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

  private final LakeFiles files;
  private final Bronze bronze;
  private final Map<String, Source> sources;
  private final Parser parser;
  private final GateConfig gate;
  private final Clock clock;
  private final Runnable beforeReplace;

  /** A rebuild of the imports of those sources, by name. */
  public Rebuild(
      LakeFiles files, Map<String, Source> sources, Parser parser, GateConfig gate, Clock clock) {
    this(files, sources, parser, gate, clock, () -> {});
  }

  /** A rebuild that has something done when the new lake is complete and not yet in force. */
  public Rebuild(
      LakeFiles files,
      Map<String, Source> sources,
      Parser parser,
      GateConfig gate,
      Clock clock,
      Runnable beforeReplace) {
    this.files = files;
    this.bronze = new Bronze(files);
    this.sources = Map.copyOf(sources);
    this.parser = parser;
    this.gate = gate;
    this.clock = clock;
    this.beforeReplace = beforeReplace;
  }

  /**
   * Builds the lake of that name and puts it in force.
   *
   * @return its newest version
   */
  public long run(String lakeId) throws IOException {
    Map<String, SourceState> states = new HashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> done = new HashSet<>();
    try (Lake lake = Lake.open(files, lakeId)) {
      Settlement settlement = new Settlement(lake, parser, gate, clock);
      List<Kept> todo = kept(done);
      // What is imported meanwhile is in bronze too: go on until there is no more.
      while (!todo.isEmpty()) {
        for (Kept one : todo) {
          done.add(one.file().importId());
          outcomes.add(settle(lakeId, settlement, one, states));
        }
        todo = kept(done);
      }
      beforeReplace.run();
      new LakePointer(files).replace(lakeId);
      for (Outcome outcome : outcomes) {
        bronze.put(outcome);
      }
      for (Map.Entry<String, SourceState> state : states.entrySet()) {
        put(lakeId, state.getKey(), state.getValue(), done);
      }
      // Imports that ended in the old lake just before it was replaced; later ones see that it was.
      for (Kept one : kept(done)) {
        done.add(one.file().importId());
        settleLate(lakeId, settlement, one, states);
      }
      long version = lake.head().version();
      log.info("Lake {} is in force: {} imports, version {}", lakeId, done.size(), version);
      return version;
    }
  }

  private Outcome settle(
      String lakeId, Settlement settlement, Kept one, Map<String, SourceState> states)
      throws IOException {
    Source source =
        one.file()
            .source(Optional.ofNullable(sources.get(one.file().source())))
            .orElseThrow(() -> undeclared(one.file()));
    SourceState before = states.getOrDefault(source.name(), SourceState.NEW);
    boolean accepted = one.outcome().map(Outcome::accepted).orElse(false);
    boolean judged = one.outcome().isEmpty() || accepted;
    Outcome outcome =
        judged
            ? settlement.settle(source, one.file(), bronze.bytes(one.file()), before, accepted)
            : one.outcome().get().inLake(lakeId);
    Outcome ended = outcome.settledAt(one.order());
    states.put(source.name(), before.settled(source, one.file(), ended, one.order()));
    return ended;
  }

  private static IllegalArgumentException undeclared(Manifest file) {
    return new IllegalArgumentException(
        "import "
            + file.importId()
            + " does not say how it was read, and the sources file does not declare '"
            + file.source()
            + "': declare it, then rebuild");
  }

  /** Unless an importer has gone on from there in the new lake; what it has begun stays begun. */
  private void put(String lakeId, String source, SourceState rebuilt, Set<String> done)
      throws IOException {
    SourceState now = bronze.state(source);
    if (!now.lakeId().equals(Optional.of(lakeId))) {
      Optional<String> begun = now.pending().filter(importId -> !done.contains(importId));
      bronze.put(source, begun.map(rebuilt::pending).orElse(rebuilt));
    }
  }

  /**
   * Importers work in the new lake by now: one that has gone on with the source knows what is
   * newest, and the source's state is theirs.
   */
  private void settleLate(
      String lakeId, Settlement settlement, Kept one, Map<String, SourceState> states)
      throws IOException {
    if (one.outcome().map(Outcome::lakeId).equals(Optional.of(lakeId))) {
      return;
    }
    String source = one.file().source();
    SourceState now = bronze.state(source);
    Map<String, SourceState> before = new HashMap<>(states);
    if (now.lakeId().equals(Optional.of(lakeId))) {
      before.put(source, now);
    }
    bronze.put(settle(lakeId, settlement, one, before));
  }

  private List<Kept> kept(Set<String> done) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Manifest file : bronze.all()) {
      if (!done.contains(file.importId())) {
        kept.add(new Kept(file, bronze.outcome(file.importId())));
      }
    }
    kept.sort(
        Comparator.comparing(Kept::order)
            .thenComparing(k -> k.outcome().map(Outcome::version).orElse(Long.MAX_VALUE))
            .thenComparing(k -> k.file().importId()));
    return inOrderOfVersion(kept);
  }

  /**
   * Clocks of two importers may disagree, and one may be slow to say what it did: among the imports
   * that made versions of one lake, only the version tells which came first.
   */
  private static List<Kept> inOrderOfVersion(List<Kept> byTime) {
    List<Kept> ordered = new ArrayList<>(byTime);
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < byTime.size(); i++) {
      int place = i;
      byTime
          .get(i)
          .outcome()
          .filter(o -> o.version() > 0)
          .ifPresent(o -> places.computeIfAbsent(o.lakeId(), id -> new ArrayList<>()).add(place));
    }
    for (List<Integer> of : places.values()) {
      List<Kept> versions =
          of.stream()
              .map(byTime::get)
              .sorted(Comparator.comparing(k -> k.outcome().orElseThrow().version()))
              .toList();
      for (int i = 0; i < versions.size(); i++) {
        ordered.set(of.get(i), versions.get(i));
      }
    }
    return ordered;
  }

  private record Kept(Manifest file, Optional<Outcome> outcome) {
    Instant order() {
      return outcome.map(Outcome::settledAt).orElse(file.fetchedAt());
    }
  }
}

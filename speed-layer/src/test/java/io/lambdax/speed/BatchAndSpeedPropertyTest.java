package io.lambdax.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.lambdax.core.kernel.PlainKernel;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Fact;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.CorrelateConfig;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RealtimeReader.Pair;
import io.lambdax.store.view.RealtimeSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * The law of the platform: a batch over the facts up to some version, with the rows of the speed
 * layer above that version laid over it, is a batch over all facts.
 */
class BatchAndSpeedPropertyTest {

  private static final int VERSIONS = 5;
  private static final int SHARES = 3;
  private static final Instant NOON = Instant.parse("2020-12-14T12:00:00Z");
  private static final CorrelateConfig CORRELATE = CorrelateConfig.from(ConfigFactory.load());
  private static final Summaries SUMMARIES = new Summaries(new PlainKernel());
  private static final List<SeriesId> ALL =
      List.of(
          SeriesId.parse("market:DAX:close"),
          SeriesId.parse("market:SAP:close"),
          SeriesId.parse("health:DEU:cases"),
          SeriesId.parse("health:FRA:deaths"),
          SeriesId.parse("health:ITA:cases@jhu"));

  /** A row's place in a view. */
  private record Place(Family family, Pair pair) {}

  @Property(tries = 60)
  void batchOfAll_isBatchOfPrefixUnderSpeedOfSuffix(
      @ForAll("facts") List<Fact> facts,
      @ForAll @IntRange(min = 1, max = VERSIONS) int base,
      @ForAll Random random) {
    Map<Place, RealtimeSummary> realtime = new HashMap<>();
    Speed speed = new Speed(base, realtime);
    List<Fact> late = new ArrayList<>();
    for (long version = 1; version <= VERSIONS; version++) {
      for (Fact fact : inAnyOrder(facts, random)) {
        boolean its = fact.version() == version;
        if (its && random.nextInt(20) == 0) {
          late.add(fact);
        } else if (its || random.nextInt(10) == 0) {
          // Those of other versions: once more, or before their time.
          speed.lake.add(fact);
        }
      }
      speed.lake.complete(version);
      if (random.nextBoolean()) {
        speed.pass();
      }
    }
    late.forEach(speed.lake::add);
    speed.lake.complete(random.nextInt(VERSIONS) + 1);
    speed.pass();

    Map<Place, Summary> merged = batch(facts, base);
    realtime.forEach(
        (place, row) -> {
          assertThat(newest(facts, place.pair())).as("%s", place).isEqualTo(row.version());
          assertThat(row.version()).as("a pair without newer facts: %s", place).isGreaterThan(base);
          merged.put(place, row.summary());
        });
    Map<SeriesId, Series> last = present(facts, VERSIONS);
    merged
        .keySet()
        .removeIf(p -> !last.containsKey(p.pair().x()) || !last.containsKey(p.pair().y()));
    assertThat(merged).isEqualTo(batch(facts, VERSIONS));
  }

  @Property(tries = 30)
  void aPass_computesNothingTwice(
      @ForAll("facts") List<Fact> facts, @ForAll @IntRange(min = 1, max = VERSIONS) int base) {
    Map<Place, RealtimeSummary> realtime = new HashMap<>();
    Speed speed = new Speed(base, realtime);
    facts.forEach(speed.lake::add);
    speed.lake.complete(VERSIONS);
    speed.pass();
    realtime.clear();
    facts.forEach(speed.lake::add);
    speed.pass();
    assertThat(realtime).isEmpty();
  }

  /** What an instance with all shares does, without its neighbours. */
  private static final class Speed {
    private final LakeFacts lake = new LakeFacts();
    private final int base;
    private final Map<Place, RealtimeSummary> realtime;
    private final Map<Integer, DuePairs> due = new HashMap<>();
    private Optional<Known> known = Optional.empty();

    Speed(int base, Map<Place, RealtimeSummary> realtime) {
      this.base = base;
      this.realtime = realtime;
    }

    void pass() {
      known = lake.news("lake").or(() -> known);
      if (known.isEmpty()) {
        return;
      }
      for (int number = 1; number < SHARES; number++) {
        DuePairs pairs = due.computeIfAbsent(number, n -> new DuePairs());
        for (PairBlock block :
            pairs.blocks(known.get(), base, number, SHARES, CORRELATE, 1 + number)) {
          for (RealtimeSummary row : block.compute(CORRELATE, SUMMARIES)) {
            Pair pair = new Pair(row.summary().x(), row.summary().y());
            realtime.put(new Place(row.family(), pair), row);
          }
          pairs.done(block);
        }
      }
    }
  }

  private static Map<Place, Summary> batch(List<Fact> facts, long version) {
    Map<SeriesId, Series> xs = new TreeMap<>();
    Map<SeriesId, Series> ys = new TreeMap<>();
    present(facts, version)
        .forEach((id, series) -> (id.kind() == Kind.MARKET ? xs : ys).put(id, series));
    Map<Place, Summary> rows = new HashMap<>();
    for (Family family : CORRELATE.families()) {
      SUMMARIES
          .of(
              xs,
              ys,
              family.xTransform(),
              family.yTransform(),
              family.window(),
              -CORRELATE.maxLag(),
              CORRELATE.maxLag())
          .forEach(s -> rows.put(new Place(family, new Pair(s.x(), s.y())), s));
    }
    return rows;
  }

  /** The newest of every series and day up to a version, series without a value left out. */
  private static Map<SeriesId, Series> present(List<Fact> facts, long version) {
    Map<SeriesId, TreeMap<LocalDate, Fact>> newest = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.version() <= version) {
        newest
            .computeIfAbsent(fact.series(), id -> new TreeMap<>())
            .merge(fact.date(), fact, (a, b) -> a.version() > b.version() ? a : b);
      }
    }
    Map<SeriesId, Series> series = new HashMap<>();
    newest.forEach(
        (id, days) -> {
          TreeMap<LocalDate, Double> values = new TreeMap<>();
          days.forEach((day, fact) -> fact.value().ifPresent(v -> values.put(day, v)));
          if (!values.isEmpty()) {
            series.put(id, Series.of(values));
          }
        });
    return series;
  }

  private static long newest(List<Fact> facts, Pair pair) {
    return facts.stream()
        .filter(fact -> fact.series().equals(pair.x()) || fact.series().equals(pair.y()))
        .mapToLong(Fact::version)
        .max()
        .orElse(0);
  }

  private static List<Fact> inAnyOrder(List<Fact> facts, Random random) {
    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** First values, revisions and withdrawals; one fact a series, day and version. */
  @Provide
  Arbitrary<List<Fact>> facts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, ALL.size() - 1),
            Arbitraries.integers().between(0, 110),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(1, 500).map(v -> (double) v)),
                Tuple.of(1, Arbitraries.just(Double.NaN))),
            Arbitraries.frequency(
                Tuple.of(6, 1), Tuple.of(1, 2), Tuple.of(1, 3), Tuple.of(1, 4), Tuple.of(1, 5)))
        .as(BatchAndSpeedPropertyTest::fact)
        .list()
        .ofMaxSize(700)
        .uniqueElements(fact -> fact.series() + "/" + fact.date() + "/" + fact.version());
  }

  private static Fact fact(int series, int day, double value, int version) {
    return new Fact(
        ALL.get(series),
        LocalDate.ofEpochDay(18_300 + day),
        Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
        version,
        NOON,
        NOON,
        "test",
        "import-" + version);
  }
}

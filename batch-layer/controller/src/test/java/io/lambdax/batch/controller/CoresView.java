package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.correlation.Interval;
import io.lambdax.core.question.Best;
import io.lambdax.core.question.LagPoint;
import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.Database;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.SeriesReader;
import io.lambdax.store.view.SummaryReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What core says a view over a lake must hold, pair by pair. */
final class CoresView {

  /** As the job is delivered. */
  private static final List<Family> FAMILIES =
      Stream.of(0, 365, 90)
          .flatMap(
              window ->
                  Stream.of(
                      Family.of(Transform.RETURN, Transform.GROWTH7, window),
                      Family.of(Transform.RETURN, Transform.RELCHANGE, window),
                      Family.of(Transform.LEVEL, Transform.AVG7, window),
                      Family.of(Transform.LEVEL, Transform.CUMULATIVE, window)))
          .toList();

  /** How many summaries that makes. */
  static final long SUMMARIES =
      (long) TestLake.MARKET.size() * TestLake.HEALTH.size() * FAMILIES.size();

  private CoresView() {}

  static void assertIs(Database database, TestLake lake, BatchView view) {
    List<SeriesId> all = Stream.concat(TestLake.MARKET.stream(), TestLake.HEALTH.stream()).toList();
    for (SeriesId id : all) {
      Optional<Series> stored = database.snapshot(h -> new SeriesReader(h).values(view.id(), id));
      assertThat(stored).contains(lake.series(id));
    }
    for (Family family : FAMILIES) {
      assertFamily(database, lake, view, family);
    }
    assertThat(view.counts())
        .isEqualTo(
            new BatchView.Counts(
                all.size(), all.stream().mapToLong(id -> lake.series(id).size()).sum(), SUMMARIES));
  }

  private static void assertFamily(
      Database database, TestLake lake, BatchView view, Family family) {
    List<Double> pAdjusted = new ArrayList<>();
    List<Double> q = new ArrayList<>();
    for (SeriesId x : TestLake.MARKET) {
      for (SeriesId y : TestLake.HEALTH) {
        Range range = family.window().isPresent() ? Range.window(family.windowDays()) : Range.all();
        Pairing pairing =
            new Pairing(
                lake.series(x), lake.series(y), family.xTransform(), family.yTransform(), range);
        RankedSummary stored =
            database
                .snapshot(h -> new SummaryReader(h).find(view.id(), family, x, y))
                .orElseThrow();
        LagPoint zero = pairing.profile(0, 0).get(0);
        assertThat(stored.summary().n0()).isEqualTo(zero.n());
        assertClose(stored.summary().r0(), zero.r());
        Best best = pairing.best(-60, 60).orElseThrow();
        assertBest(stored.summary().best().orElseThrow(), best);
        pAdjusted.add(best.pAdjusted().orElseThrow());
        q.add(stored.q().orElseThrow());
      }
    }
    double[] expected =
        FalseDiscovery.benjaminiHochberg(
            pAdjusted.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(q.stream().mapToDouble(Double::doubleValue).toArray())
        .as("%s: q over %s", family, Arrays.toString(expected))
        .containsExactly(expected, within(1e-12));
  }

  static void assertBest(Best stored, Best best) {
    assertThat(stored.lag()).isEqualTo(best.lag());
    assertThat(stored.n()).isEqualTo(best.n());
    assertThat(stored.lagsTested()).isEqualTo(best.lagsTested());
    assertThat(stored.r()).isCloseTo(best.r(), within(1e-12));
    assertThat(stored.significance().nEff()).isCloseTo(best.significance().nEff(), within(1e-9));
    assertClose(stored.significance().p(), best.significance().p());
    assertClose(stored.pAdjusted(), best.pAdjusted());
    assertThat(stored.significance().ci95().isPresent())
        .isEqualTo(best.significance().ci95().isPresent());
    best.significance()
        .ci95()
        .ifPresent(
            ci95 -> {
              Interval own = stored.significance().ci95().orElseThrow();
              assertThat(own.low()).isCloseTo(ci95.low(), within(1e-12));
              assertThat(own.high()).isCloseTo(ci95.high(), within(1e-12));
            });
  }

  private static void assertClose(OptionalDouble stored, OptionalDouble expected) {
    assertThat(stored.isPresent()).isEqualTo(expected.isPresent());
    expected.ifPresent(value -> assertThat(stored.orElseThrow()).isCloseTo(value, within(1e-12)));
  }
}

package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void qIsBenjaminiHochbergOverThePairsThatHaveAnAdjustedP() {
    List<Summary> family =
        List.of(pair("D", 0.9, 0.001), none("A"), pair("C", 0.2, 0.8), pair("B", 0.5, 0.04));
    List<RankedSummary> ranked = Ranking.of(family);
    assertThat(ranked).extracting(RankingTest::entity).containsExactly("A", "B", "C", "D");
    double[] q = FalseDiscovery.benjaminiHochberg(new double[] {0.04, 0.8, 0.001});
    assertThat(ranked)
        .extracting(RankedSummary::q)
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(q[0]),
            OptionalDouble.of(q[1]),
            OptionalDouble.of(q[2]));
    assertThat(q[2]).as("worked by hand: 0.001 × 3 / 1").isEqualTo(0.003);
  }

  @Test
  void aFamilyWithoutPairsHasNoRanks() {
    assertThat(Ranking.of(List.of())).isEmpty();
    assertThat(Ranking.of(List.of(none("A")))).hasSize(1);
  }

  private static String entity(RankedSummary ranked) {
    return ranked.summary().y().entity();
  }

  private static Summary pair(String y, double r, double pAdjusted) {
    Significance significance =
        new Significance(10, OptionalDouble.of(pAdjusted), Optional.empty());
    Best best = new Best(0, r, 10, 1, significance, OptionalDouble.of(pAdjusted));
    return summary(y, Optional.of(best));
  }

  private static Summary none(String y) {
    return summary(y, Optional.empty());
  }

  private static Summary summary(String y, Optional<Best> best) {
    return new Summary(
        SeriesId.parse("market:DAX:close"),
        SeriesId.parse("health:" + y + ":cases"),
        OptionalDouble.empty(),
        0,
        best);
  }
}

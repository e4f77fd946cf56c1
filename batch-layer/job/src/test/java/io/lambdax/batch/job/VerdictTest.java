package io.lambdax.batch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.kernel.BlockKernel;
import io.lambdax.core.kernel.JavaProducts;
import io.lambdax.core.kernel.Summaries;
import io.lambdax.core.kernel.Summary;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.store.view.Family;
import io.lambdax.store.view.RankedSummary;
import io.lambdax.store.view.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final List<Family> FAMILIES =
      List.of(
          Family.of(Transform.LEVEL, Transform.LEVEL, 0),
          Family.of(Transform.CHANGE, Transform.LEVEL, 40),
          Family.of(Transform.LEVEL, Transform.LEVEL, 30));
  private static final int MAX_LAG = 3;

  private final Random random = new Random(20201214);
  private final Panel panel = new Panel(series("market", 70), series("health", 90));
  private final List<SummaryBlock> blocks =
      Block.of(FAMILIES, 70, 90, 100).stream()
          .flatMap(block -> SummaryBlock.of(panel, block, MAX_LAG).stream())
          .toList();

  @Test
  void qIsThatOfTheWholeFamily_howeverItIsDivided() {
    assertThat(blocks).as("blocks of both families").hasSizeGreaterThan(4);
    Verdict verdict = verdict(Integer.MAX_VALUE);
    assertThat(verdict.kept()).isEqualTo(3L * 70 * 90);
    for (int family = 0; family < FAMILIES.size(); family++) {
      List<RankedSummary> ranked = ranked(verdict, family);
      List<Summary> summaries = ranked.stream().map(RankedSummary::summary).toList();
      assertThat(summaries).anyMatch(summary -> summary.best().isEmpty());
      double[] p =
          summaries.stream()
              .flatMap(summary -> summary.best().stream())
              .mapToDouble(best -> best.pAdjusted().orElseThrow())
              .toArray();
      double[] q = FalseDiscovery.benjaminiHochberg(p);
      assertThat(ranked.stream().filter(of -> of.q().isPresent()).map(of -> of.q().getAsDouble()))
          .containsExactlyElementsOf(Arrays.stream(q).boxed().toList());
      assertThat(ranked).containsExactlyInAnyOrderElementsOf(Ranking.of(summaries));
    }
  }

  @Test
  void aBlockGivesBackWhatWasComputed_inEachOfItsWindows() {
    for (SummaryBlock block : blocks) {
      List<Summary> computed =
          new Summaries(new BlockKernel(new JavaProducts()))
              .of(
                  panel.market(block.block()),
                  panel.health(block.block()),
                  block.family().xTransform(),
                  block.family().yTransform(),
                  block.family().window(),
                  -MAX_LAG,
                  MAX_LAG);
      Map<List<SeriesId>, Summary> byName =
          computed.stream().collect(Collectors.toMap(of -> List.of(of.x(), of.y()), of -> of));
      verdict(1)
          .all(block, panel)
          .map(RankedSummary::summary)
          .forEach(
              summary -> {
                Summary expected = byName.get(List.of(summary.x(), summary.y()));
                assertThat(summary.best()).isEqualTo(expected.best());
                assertThat(summary.n0()).isEqualTo(expected.n0());
                assertThat(summary.r0().orElse(9))
                    .isCloseTo(expected.r0().orElse(9), within(1e-12));
              });
    }
  }

  @Test
  void mysqlKeepsTheLargestOfEitherSign_asManyAsItMay() {
    for (int most : new int[] {1, 100, 70 * 90 - 1}) {
      Verdict verdict = verdict(most);
      assertThat(verdict.kept()).isEqualTo(3L * most);
      for (int family = 0; family < FAMILIES.size(); family++) {
        List<RankedSummary> all = ranked(verdict, family);
        List<RankedSummary> kept = kept(verdict, family);
        assertThat(kept).hasSize(most);
        double least = kept.stream().mapToDouble(VerdictTest::size).min().orElseThrow();
        assertThat(all.stream().filter(of -> size(of) > least)).isSubsetOf(kept);
        assertThat(all).containsAll(kept);
      }
    }
  }

  @Test
  void tiesCrowdOutNothingLarger_andFindTheRoomThatIsLeft() {
    // The 90 pairs of the constant series have no r and are all alike.
    int others = 70 * 90 - 90;
    List<RankedSummary> kept = kept(verdict(others + 30), 0);
    assertThat(kept).hasSize(others + 30);
    assertThat(kept.stream().filter(of -> of.summary().best().isEmpty())).hasSize(30);
  }

  private Verdict verdict(int most) {
    Verdict verdict = new Verdict(blocks.size());
    for (int f = 0; f < FAMILIES.size(); f++) {
      int family = f;
      verdict.judge(
          blocks.stream()
              .filter(of -> of.familyNumber() == family)
              .map(of -> Verdict.Findings.of(of, true))
              .toList(),
          most);
    }
    return verdict;
  }

  private List<RankedSummary> ranked(Verdict verdict, int family) {
    return blocks.stream()
        .filter(of -> of.familyNumber() == family)
        .flatMap(of -> verdict.all(of, panel))
        .toList();
  }

  private List<RankedSummary> kept(Verdict verdict, int family) {
    return blocks.stream()
        .filter(of -> of.familyNumber() == family)
        .flatMap(of -> verdict.all(of, panel).filter(verdict.keeps(of)))
        .toList();
  }

  private static double size(RankedSummary ranked) {
    return ranked.summary().best().map(best -> Math.abs(best.r())).orElse(-1.0);
  }

  /** The first is constant, so that its pairs have no r. */
  private SortedMap<SeriesId, Series> series(String kind, int count) {
    SortedMap<SeriesId, Series> all = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int[] days = new int[60];
      double[] values = new double[60];
      for (int day = 0; day < days.length; day++) {
        days[day] = 18_000 + day;
        values[day] = i == 0 && kind.equals("market") ? 1 : random.nextGaussian();
      }
      all.put(SeriesId.parse(String.format("%s:E%03d:close", kind, i)), Series.of(days, values));
    }
    return all;
  }
}

package io.lambdax.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.correlation.FalseDiscovery;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.testing.PlantedPanel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Of 10,000 pairs, those that go together are found, at their lags, and hardly any other. */
class PlantedLagsTest {
  /** 980 calendar days have 700 working days. */
  private static final int DAYS = 980;

  private static final int MAX_LAG = 60;
  private static final PlantedPanel.Noise NOISE = new PlantedPanel.Noise(0.3, 0.3, 0);

  @Test
  void whatGoesTogether_isFoundAtItsLag() {
    PlantedPanel panel =
        new PlantedPanel(new PlantedPanel.Size(100, 100, DAYS, MAX_LAG), NOISE, 100, 20_200_309);
    Set<PlantedPanel.Relation> found = found(panel);
    assertThat(right(found, panel)).isGreaterThanOrEqualTo(95);
    assertThat(found.size() - right(found, panel)).isLessThanOrEqualTo(10);
  }

  @Test
  void amongMoreSeriesThanGoTogether_withDaysMissing_justThoseAreFound() {
    PlantedPanel.Noise holed = new PlantedPanel.Noise(0.4, 0.3, 0.1);
    PlantedPanel panel =
        new PlantedPanel(new PlantedPanel.Size(50, 200, DAYS, MAX_LAG), holed, 20, 20_200_309);
    Set<PlantedPanel.Relation> found = found(panel);
    assertThat(right(found, panel)).isGreaterThanOrEqualTo(19);
    assertThat(found.size() - right(found, panel)).isLessThanOrEqualTo(3);
  }

  @Test
  void aRowIsMadeOfItsSeedAndNumberAlone() {
    PlantedPanel.Size size = new PlantedPanel.Size(3, 4, 70, 5);
    PlantedPanel panel = new PlantedPanel(size, NOISE, 2, 1);
    PlantedPanel again = new PlantedPanel(size, NOISE, 2, 1);
    double[] second = panel.market(1);
    assertThat(again.health(3)).isEqualTo(panel.health(3)).hasSize(80);
    assertThat(again.market(1)).isEqualTo(second).hasSize(70).isNotEqualTo(panel.market(2));
    assertThat(again.relations()).isEqualTo(panel.relations()).hasSize(2);
    assertThat(new PlantedPanel(size, NOISE, 2, 2).market(1)).isNotEqualTo(second);
    for (int day = 0; day < second.length; day++) {
      assertThat(Double.isNaN(second[day])).as("day %d", day).isEqualTo(day % 7 > 4);
    }
  }

  private static long right(Set<PlantedPanel.Relation> found, PlantedPanel panel) {
    return panel.relations().stream().filter(found::contains).count();
  }

  /** What is significant, at its best lag. */
  private static Set<PlantedPanel.Relation> found(PlantedPanel panel) {
    int markets = panel.size().markets();
    int healths = panel.size().healths();
    Map<SeriesId, Series> xs = series("market:X%d:close", markets, panel::market, 0);
    Map<SeriesId, Series> ys = series("health:Y%d:cases", healths, panel::health, -MAX_LAG);
    List<Summary> all =
        new Summaries(new BlockKernel(new JavaProducts()))
            .of(xs, ys, Transform.LEVEL, Transform.LEVEL, OptionalInt.empty(), -MAX_LAG, MAX_LAG);
    assertThat(all).hasSize(markets * healths);
    List<SeriesId> xIds = List.copyOf(xs.keySet());
    List<SeriesId> yIds = List.copyOf(ys.keySet());
    double[] q =
        FalseDiscovery.benjaminiHochberg(
            all.stream()
                .mapToDouble(s -> s.best().orElseThrow().pAdjusted().orElseThrow())
                .toArray());
    Set<PlantedPanel.Relation> found = new HashSet<>();
    for (int k = 0; k < q.length; k++) {
      if (q[k] < 0.05) {
        Summary pair = all.get(k);
        found.add(
            new PlantedPanel.Relation(
                xIds.indexOf(pair.x()), yIds.indexOf(pair.y()), pair.best().orElseThrow().lag()));
      }
    }
    return found;
  }

  private static Map<SeriesId, Series> series(
      String name, int rows, IntFunction<double[]> values, int firstDay) {
    Map<SeriesId, Series> out = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      double[] every = values.apply(row);
      int[] days = new int[every.length];
      double[] present = new double[days.length];
      int n = 0;
      for (int day = 0; day < days.length; day++) {
        if (!Double.isNaN(every[day])) {
          days[n] = firstDay + day;
          present[n++] = every[day];
        }
      }
      out.put(
          SeriesId.parse(name.formatted(row)),
          Series.of(Arrays.copyOf(days, n), Arrays.copyOf(present, n)));
    }
    return out;
  }
}

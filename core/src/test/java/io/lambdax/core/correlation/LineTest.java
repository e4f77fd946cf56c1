package io.lambdax.core.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void fit_workedByHand() {
    // means 3 and 4; Σ(x-3)² = 10, Σ(x-3)(y-4) = 9
    Line line = Line.fit(new double[] {1, 2, 3, 4, 5}, new double[] {2, 4, 3, 5, 6}).orElseThrow();
    assertThat(line.slope()).isEqualTo(0.9, within(1e-15));
    assertThat(line.intercept()).isEqualTo(1.3, within(1e-14));
  }

  @Test
  void largeLevels_loseNoDigits() {
    double[] x = {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5};
    double[] y = {2, 4, 3, 5, 6};
    Line line = Line.fit(x, y).orElseThrow();
    assertThat(line.slope()).isEqualTo(0.9, within(1e-14));
    assertThat(line.intercept() + line.slope() * 1e9).isEqualTo(1.3, within(1e-6));
  }

  @Test
  void constantY_isALevelLine() {
    assertThat(Line.fit(new double[] {1, 2, 4}, new double[] {7, 7, 7})).contains(new Line(0, 7));
  }

  @Test
  void hugeAndTinyUnits_areNoObstacle_andWhatNoDoubleHoldsIsAbsent() {
    double[] x = {1e-200, 2e-200, 3e-200};
    double[] y = {1e100, 2e100, 3e100};
    assertThat(Line.fit(x, y).orElseThrow().slope() / 1e300).isEqualTo(1, within(1e-12));
    assertThat(Line.fit(x, new double[] {1e200, 2e200, 3e200})).isEmpty();
  }

  /** What is left is square to x and sums to 0: that makes it the least. */
  @Property
  void residuals_areSquareToX(@ForAll Random random) {
    int n = 5 + random.nextInt(200);
    double level = Math.pow(10, random.nextInt(8));
    double[] x = random.doubles(n, level, level + 100).toArray();
    double[] y = Arrays.stream(x).map(v -> 3 - 2 * v + 50 * random.nextGaussian()).toArray();
    Line line = Line.fit(x, y).orElseThrow();
    double sum = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      double left = y[i] - (line.intercept() + line.slope() * x[i]);
      sum += left;
      product += left * (x[i] - level - 50);
    }
    assertThat(sum / n).isEqualTo(0, within(1e-9 * level));
    assertThat(product / n).isEqualTo(0, within(1e-7 * level));
  }
}

package io.lambdax.core.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AutocorrelationTest {
  private final Random random = new Random(1965);

  /** Whether it takes the circle or not, just full, half empty, with a seam and without. */
  @Test
  void products_areTheSums_howeverManyValues() {
    for (int n = 1; n <= 1_100; n += n < 300 ? 1 : 37) {
      double[] v = values(n);
      compare(v, Autocorrelation.products(v));
    }
  }

  @Test
  void roundTheCircle_isTheSame_evenWhereItIsSlower() {
    for (int circle = 4; circle <= 512; circle *= 2) {
      for (int n = circle / 2 + 1; n <= circle; n++) {
        double[] v = values(n);
        compare(v, Autocorrelation.round(v, circle));
      }
    }
  }

  private static void compare(double[] v, double[] got) {
    assertThat(got).hasSize(v.length / 4 + 1);
    for (int k = 0; k < got.length; k++) {
      double want = 0;
      double size = 0;
      for (int i = k; i < v.length; i++) {
        want += v[i] * v[i - k];
        size += v[i] * v[i];
      }
      assertThat(got[k])
          .as("%d of %d", k, v.length)
          .isEqualTo(want, within(1e-13 * Math.max(1, size)));
    }
  }

  /** Noise on a trend. */
  private double[] values(int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = (double) i / n - 0.5 + random.nextGaussian() / 4;
    }
    return out;
  }
}

package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.Series;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackedSeriesTest {

  @Test
  void everySeriesComesBackAsItWas() {
    Series[] all = {
      Series.EMPTY,
      Series.of(new int[] {0}, new double[] {-0.0}),
      Series.of(new int[] {-400_000, -3, 0, 7, 2_000_000}, new double[] {1e308, -5, 0.1, 3, 1e-308})
    };
    for (Series series : all) {
      assertThat(PackedSeries.decode(PackedSeries.encode(series))).isEqualTo(series);
    }
  }

  @Test
  void aDayCostsNineBytes() {
    int[] days = new int[1_000];
    Arrays.setAll(days, i -> 18_000 + i);
    assertThat(PackedSeries.encode(Series.of(days, new double[1_000]))).hasSizeLessThan(9_010);
  }

  @Test
  void bytesThatAreNoSeriesAreRefused() {
    byte[] packed = PackedSeries.encode(Series.of(new int[] {1, 2, 3}, new double[] {1, 2, 3}));
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> PackedSeries.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(packed, packed.length + 1);
    assertThatThrownBy(() -> PackedSeries.decode(longer)).hasMessageContaining("left over");
    assertThatThrownBy(() -> PackedSeries.decode(new byte[] {9, 0}))
        .hasMessageContaining("format 9");
  }
}

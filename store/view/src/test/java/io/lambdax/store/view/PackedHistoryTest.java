package io.lambdax.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.History;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackedHistoryTest {

  private static final History HISTORY =
      History.of(
          new int[] {-400_000, 5, 5, 6},
          new long[] {1, 3, Long.MAX_VALUE, 200},
          new double[] {-0.0, 1e308, Double.NaN, 0.1});

  @Test
  void aHistoryComesBackAsItWas() {
    assertThat(PackedHistory.decode(PackedHistory.encode(HISTORY))).isEqualTo(HISTORY);
    History nothing = History.of(new int[0], new long[0], new double[0]);
    assertThat(PackedHistory.decode(PackedHistory.encode(nothing))).isEqualTo(nothing);
  }

  @Test
  void aFactCostsTenBytes() {
    int[] days = new int[1_000];
    Arrays.setAll(days, i -> 18_000 + i);
    long[] versions = new long[1_000];
    Arrays.fill(versions, 100);
    assertThat(PackedHistory.encode(History.of(days, versions, new double[1_000])))
        .hasSizeLessThan(10_010);
  }

  @Test
  void bytesThatAreNoHistory_areRefused() {
    byte[] packed = PackedHistory.encode(HISTORY);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> PackedHistory.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(packed, packed.length + 1);
    assertThatThrownBy(() -> PackedHistory.decode(longer)).hasMessageContaining("left over");
    assertThatThrownBy(() -> PackedHistory.decode(new byte[] {9, 0}))
        .hasMessageContaining("format 9");
  }
}

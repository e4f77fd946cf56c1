package io.lambdax.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "market:DAX:close",
        "health:DEU:cases@jhu",
        "market:1COV:adj_close",
        "health:JPG11668:deaths"
      })
  void parse_readsWhatToStringWrites(String name) {
    assertThat(SeriesId.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DAX|write kind:entity:measure",
        "weather:DEU:rain|kind must be market or health",
        "health:D U:cases|'D U' is no entity",
        "health:DEU:Cases|'Cases' is no measure",
        "health:DEU:cases@|'' is no suffix"
      })
  void parse_ofNonsense_saysWhatWouldBeRight(String name, String said) {
    assertThatThrownBy(() -> SeriesId.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void series_refusesDaysThatDoNotIncrease_andValuesThatAreNotFinite() {
    assertThatThrownBy(() -> Series.of(new int[] {1, 1}, new double[] {1, 2}))
        .hasMessageContaining("1970-01-02 does not follow");
    assertThatThrownBy(() -> Series.of(new int[] {1}, new double[] {Double.NaN}))
        .hasMessageContaining("NaN on 1970-01-02 is not finite");
  }

  @Test
  void between_isInclusiveOnBothSides() {
    Series s = Series.of(new int[] {1, 3, 5}, new double[] {1, 2, 3});
    assertThat(s.between(1, 3).days()).containsExactly(1, 3);
    assertThat(s.between(4, Integer.MAX_VALUE).days()).containsExactly(5);
    assertThat(s.between(4, 4)).isEqualTo(Series.EMPTY);
  }
}

package io.lambdax.serving.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.SeriesEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
  private final Directory directory =
      new Directory(
          Stream.of(
                  "health:AUS:cases",
                  "health:DEU:cases",
                  "health:DEU:deaths",
                  "health:FRA:cases",
                  "health:FRA:deaths",
                  "health:RUS:deaths",
                  "health:GEO:deaths",
                  "market:ADS:close",
                  "market:DAX:close",
                  "market:DAX:volume",
                  "market:DB1:close")
              .map(SeriesId::parse)
              .map(DirectoryTest::entry)
              .toList());

  @Test
  void near_beginsWithTheCountryThatIsCalledByAnotherName() {
    assertThat(near("health:Germany:deaths")).startsWith("health:DEU:deaths");
  }

  @Test
  void near_takesSwappedLettersForTheLikeliestSlip() {
    assertThat(near("health:DUE:cases")).startsWith("health:DEU:cases");
  }

  @Test
  void near_ofAnUnknownMeasure_isWhatTheSameEntityHas() {
    assertThat(near("health:DEU:case")).startsWith("health:DEU:cases", "health:DEU:deaths");
    assertThat(near("health:DEU:recoveries")).startsWith("health:DEU:cases", "health:DEU:deaths");
    assertThat(near("health:DEU:tests")).startsWith("health:DEU:cases", "health:DEU:deaths");
    assertThat(near("health:FRA:deaths@jhu")).startsWith("health:FRA:deaths");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GER", "ger", "de", "DE", "deu", "Germany", "germny", "DEX"})
  void near_knowsACountryHoweverItIsCalled(String called) {
    assertThat(near("health:" + called + ":deaths"))
        .startsWith("health:DEU:deaths")
        .contains("health:DEU:cases");
  }

  @ParameterizedTest
  @ValueSource(strings = {"market:DXA:close", "market:dax:close", "market:DAXX:closes"})
  void near_ofAShareOrIndex_takesTheNearestCode(String wrong) {
    assertThat(near(wrong)).startsWith("market:DAX:close").hasSize(3);
  }

  @Test
  void near_amongEquallyNear_prefersTheMeasure_andNeverCrossesKinds() {
    assertThat(near("health:XUS:deaths")).startsWith("health:RUS:deaths");
    assertThat(near("market:DEU:cases")).allMatch(id -> id.startsWith("market:"));
  }

  @Test
  void near_ofAnyKind_isTheSameNameOfTheOther() {
    assertThat(directory.nearOfAnyKind(SeriesId.parse("market:deu:cases")))
        .startsWith("health:DEU:cases");
    assertThat(directory.nearOfAnyKind(SeriesId.parse("market:DXA:close")))
        .startsWith("market:DAX:close")
        .allMatch(id -> id.startsWith("market:"));
  }

  private List<String> near(String wrong) {
    return directory.near(SeriesId.parse(wrong));
  }

  private static SeriesEntry entry(SeriesId id) {
    return new SeriesEntry(id, "test", LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 2), 2);
  }
}

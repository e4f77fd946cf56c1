package io.lambdax.serving.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.SeriesEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
                  "market:DAX:close")
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
  void near_ofAnUnknownMeasure_isTheSameEntity() {
    assertThat(near("health:DEU:case")).startsWith("health:DEU:cases");
    assertThat(near("health:DEU:recoveries").get(0)).startsWith("health:DEU:");
  }

  @Test
  void near_amongEquallyNear_prefersTheMeasure_andNeverCrossesKinds() {
    assertThat(near("health:XUS:deaths")).startsWith("health:RUS:deaths");
    assertThat(near("market:DEU:cases")).containsExactly("market:DAX:close");
  }

  private List<String> near(String wrong) {
    return directory.near(SeriesId.parse(wrong));
  }

  private static SeriesEntry entry(SeriesId id) {
    return new SeriesEntry(id, "test", LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 2), 2);
  }
}

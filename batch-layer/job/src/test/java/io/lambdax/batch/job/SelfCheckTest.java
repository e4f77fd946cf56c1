package io.lambdax.batch.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.History;
import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.SeriesEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

  private static final SeriesId DEU = SeriesId.parse("health:DEU:cases");
  private static final LocalDate DAY = LocalDate.of(2020, 3, 1);

  @Test
  void aSeriesThatVanishedFailsTheRunAndIsNamed() {
    assertThatThrownBy(() -> SelfCheck.coverage(List.of(before(2)), facts(Map.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("health:DEU:cases (2 days before, now 0)")
        .hasMessageContaining("importer rebuild");
  }

  @Test
  void aSeriesThatLostADayFailsTheRun() {
    assertThatThrownBy(() -> SelfCheck.coverage(List.of(before(3)), facts(Map.of(DEU, known(0)))))
        .hasMessageContaining("1 series lost facts");
  }

  @Test
  void aWithdrawnDayIsNotALostOne() {
    assertThatCode(() -> SelfCheck.coverage(List.of(before(3)), facts(Map.of(DEU, known(1)))))
        .doesNotThrowAnyException();
  }

  @Test
  void countsThatDifferAreBothSaid() {
    BatchView.Counts computed = new BatchView.Counts(2, 10, 5);
    assertThatCode(() -> SelfCheck.counts(computed, new BatchView.Counts(2, 10, 5)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SelfCheck.counts(computed, new BatchView.Counts(2, 10, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("summaries=5")
        .hasMessageContaining("summaries=4");
  }

  private static SeriesEntry before(int days) {
    return new SeriesEntry(DEU, "ecdc", DAY, DAY.plusDays(days - 1L), days);
  }

  /** Two days are present, so many were withdrawn. */
  private static Facts.Known known(long withdrawn) {
    int[] days = {18_000, 18_001};
    double[] values = {1, 2};
    return new Facts.Known(
        "ecdc", Series.of(days, values), withdrawn, History.of(days, new long[] {1, 1}, values));
  }

  private static Facts facts(Map<SeriesId, Facts.Known> known) {
    return new Facts(new TreeMap<>(known), new TreeMap<>(), 1);
  }
}

package io.lambdax.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.Fact;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.source.SourceStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Instant NOW = Instant.parse("2020-12-14T10:11:12.345678Z");

  @Test
  void fact_present_comesBack() {
    FactRecord fact = fact(OptionalDouble.of(-7.25));
    assertThat(FactRecord.fromBytes(fact.toBytes())).isEqualTo(fact);
  }

  @Test
  void fact_withdrawn_isARecordWithoutValue() {
    FactRecord fact = fact(OptionalDouble.empty());
    assertThat(fact.toBytes()).isNotEmpty();
    assertThat(FactRecord.fromBytes(fact.toBytes())).isEqualTo(fact);
  }

  @Test
  void key_namesSeriesAndDay() {
    assertThat(new String(fact(OptionalDouble.empty()).key(), StandardCharsets.UTF_8))
        .isEqualTo("health:DEU:cases/2020-12-14");
  }

  @Test
  void partition_dependsOnSeriesOnly() {
    SeriesId series = SeriesId.parse("health:DEU:cases@jhu");
    assertThat(FactRecord.partition(series, 7))
        .isBetween(0, 6)
        .isEqualTo(FactRecord.partition(SeriesId.parse("health:DEU:cases@jhu"), 7));
  }

  @Test
  void signal_comesBack() {
    ImportSignal signal =
        new ImportSignal(
            "lake",
            3,
            "ecdc-1",
            "ecdc",
            1,
            2,
            3,
            LocalDate.of(2019, 12, 31),
            LocalDate.of(2020, 12, 14),
            List.of(4L, 5L),
            NOW);
    assertThat(ImportSignal.fromBytes(signal.toBytes())).isEqualTo(signal);
  }

  @Test
  void status_withAndWithoutOptionals_comesBack() {
    SourceStatus held =
        new SourceStatus(
            "ecdc",
            NOW,
            "held",
            OptionalInt.of(200),
            10,
            1,
            Optional.of("ecdc-1"),
            Optional.of("12 % of the facts would be withdrawn"),
            Optional.of(NOW),
            Optional.of(NOW),
            Duration.ofHours(1));
    SourceStatus failed =
        new SourceStatus(
            "ecdc",
            NOW,
            "failed",
            OptionalInt.empty(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1));
    assertThat(SourceRecord.fromBytes(SourceRecord.toBytes(held))).isEqualTo(held);
    assertThat(SourceRecord.fromBytes(SourceRecord.toBytes(failed))).isEqualTo(failed);
  }

  @Test
  void bytesOfAnotherSchema_areRefused() {
    byte[] fact = fact(OptionalDouble.of(1)).toBytes();
    assertThatThrownBy(() -> ImportSignal.fromBytes(fact))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are no io.lambdax.log.Import");
    assertThatThrownBy(() -> FactRecord.fromBytes(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FactRecord fact(OptionalDouble value) {
    return new FactRecord(
        "lake",
        new Fact(
            SeriesId.parse("health:DEU:cases"),
            LocalDate.of(2020, 12, 14),
            value,
            7,
            NOW,
            NOW,
            "ecdc",
            "ecdc-1"));
  }
}

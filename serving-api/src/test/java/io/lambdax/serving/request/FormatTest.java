package io.lambdax.serving.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv | CSV",
        "Text/CSV; charset=utf-8 | CSV",
        "text/csv, */* | CSV",
        "text/csv, application/json;q=0.9 | CSV",
        "text/csv, application/json | JSON",
        "application/json, text/csv;q=0.5 | JSON",
        "text/csv;q=0.5, */* | JSON",
        "text/csv;q=0.5, application/*;q=0.4 | CSV",
        "text/csv;q=0 | JSON",
        "text/csv;q=2 | JSON",
        "*/* | JSON",
        "text/html,application/xhtml+xml,*/*;q=0.8 | JSON",
        "'' | JSON",
        "';;,,' | JSON",
      })
  void accept_asksForCsvByNameOnly(String accept, Format format) {
    assertThat(Format.of(Optional.empty(), List.of(accept))).isEqualTo(format);
  }

  @Test
  void parameter_isStrongerThanTheHeader() {
    assertThat(Format.of(named("json"), List.of("text/csv"))).isEqualTo(Format.JSON);
    assertThat(Format.of(named("csv"), List.of())).isEqualTo(Format.CSV);
  }

  private static Optional<Format> named(String word) {
    return Format.named(Map.of("format", List.of(word)));
  }
}

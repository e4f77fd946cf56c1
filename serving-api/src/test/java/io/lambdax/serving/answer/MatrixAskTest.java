package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.view.Directory;
import io.lambdax.serving.view.Moment;
import io.lambdax.serving.view.Realtime;
import io.lambdax.store.view.BatchView;
import io.lambdax.store.view.SeriesEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many pairs and lags are too many, before any value has been read. */
class MatrixAskTest {
  static Moment moment(int markets, int countries) {
    List<SeriesEntry> entries = new ArrayList<>();
    for (int i = 0; i < markets; i++) {
      entries.add(entry("market:M" + i + ":close"));
    }
    for (int i = 0; i < countries; i++) {
      entries.add(entry("health:H" + i + ":cases"));
    }
    BatchView batch =
        new BatchView(
            1,
            "lake",
            1,
            1,
            "token",
            Instant.EPOCH,
            true,
            new BatchView.Counts(0, 0, 0),
            Optional.empty(),
            Optional.empty());
    Directory directory = new Directory(entries);
    return new Moment(1, batch, new Realtime(List.of(), "lake", 1, Map.of()), directory, directory);
  }

  private static SeriesEntry entry(String id) {
    LocalDate day = LocalDate.EPOCH;
    return new SeriesEntry(SeriesId.parse(id), "test", day, day, 1);
  }

  private static Ask every(Map<String, String> more) {
    Map<String, List<String>> query =
        new java.util.HashMap<>(
            Map.of("x", List.of("market:*:close"), "y", List.of("health:*:cases")));
    more.forEach((name, value) -> query.put(name, List.of(value)));
    return Asks.MATRIX.ask(Map.of(), query);
  }

  @Test
  void pairs_upToTheLimit() {
    assertThat(every(Map.of()).series(moment(30, 500))).hasSize(530);
    assertThatThrownBy(() -> every(Map.of()).dependsOn(moment(30, 501)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'y' is 'health:*:cases'")
        .hasMessageContaining("30 × 501 are 15030 pairs, at most 15000");
  }

  @Test
  void lagsCountToo() {
    Map<String, String> best = Map.of("lag", "best", "minLag", "-50", "maxLag", "49");
    assertThat(every(best).series(moment(50, 20))).hasSize(70);
    assertThatThrownBy(() -> every(best).series(moment(51, 20)))
        .hasMessageContaining("'x' is 'market:*:close'")
        .hasMessageContaining("51 × 20 at 100 lags are 102000 coefficients, at most 100000");
  }
}

package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String ONE =
      "2026-01-01T00:00:00.000Z ERROR i.l.i.command.Pass one: refused: a.csv, line 1: HTML";
  private static final String TWO =
      "2026-01-01T00:00:00.001Z ERROR i.l.i.command.Pass two: failed: no answer";
  private static final String INFO =
      "2026-01-01T00:00:00.002Z INFO  i.l.i.command.Pass three: imported";

  @Test
  void errorsAtTheEnd_areTheReasons() {
    assertThat(LogLines.reasons(List.of(TWO, INFO, ONE, TWO), TWO))
        .containsExactly("one: refused: a.csv, line 1: HTML", "two: failed: no answer");
  }

  @Test
  void otherwise_theLastWordIs() {
    assertThat(LogLines.reasons(List.of(ONE, INFO), INFO)).containsExactly("three: imported");
    assertThat(LogLines.reasons(List.of(), "importer: no such key"))
        .containsExactly("importer: no such key");
  }
}

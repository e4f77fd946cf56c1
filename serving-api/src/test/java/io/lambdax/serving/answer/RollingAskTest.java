package io.lambdax.serving.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.question.Pairing;
import io.lambdax.core.question.Range;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many windows are too many, before any has been computed. */
class RollingAskTest {
  private static final int FORTY_YEARS = 14_600;

  private static RollingAsk ask(int step) {
    return (RollingAsk)
        Asks.ROLLING.ask(
            Map.of(),
            Map.of(
                "x", List.of("market:DAX:close"),
                "y", List.of("health:DEU:cases"),
                "days", List.of("400"),
                "step", List.of(Integer.toString(step))));
  }

  @Test
  void windowsTimesDays_upToTheLimit() {
    Series series = Series.of(IntStream.range(0, FORTY_YEARS).toArray(), new double[FORTY_YEARS]);
    Pairing pairing = new Pairing(series, series, Transform.LEVEL, Transform.LEVEL, Range.all());
    assertThat(ask(3).rolling(pairing).count()).isEqualTo(4_734);
    assertThatThrownBy(() -> ask(2).rolling(pairing))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'step' is '2'")
        .hasMessageContaining("7101 windows of 400 days are 2840400 days, and at most 2000000");
  }
}

package io.lambdax.core.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdax.core.correlation.Method;
import io.lambdax.core.correlation.Profile;
import io.lambdax.core.correlation.Significance;
import io.lambdax.core.series.Series;
import io.lambdax.core.transform.Transform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JudgedProfileTest {
  private static final int LAGS = 30;

  /** Bit for bit, whether or not the same values match at the lag before. */
  @Property(tries = 200)
  void everyLag_isTheAnswerAtThatLag(
      @ForAll Random random,
      @ForAll Transform xTransform,
      @ForAll Transform yTransform,
      @ForAll @IntRange(min = 1, max = 5) int xOutOf,
      @ForAll @IntRange(min = 1, max = 5) int yOutOf,
      @ForAll @IntRange(min = 2, max = 9) int figures,
      @ForAll @IntRange(min = 1, max = 120) int window) {
    Pairing pairing =
        new Pairing(
            series(random, xOutOf, figures),
            series(random, yOutOf, figures),
            xTransform,
            yTransform,
            Range.window(window));
    JudgedProfile judged = pairing.judgedProfile(-LAGS, LAGS);
    for (int lag = -LAGS; lag <= LAGS; lag++) {
      Answer answer = pairing.answer(lag, Method.PEARSON);
      Optional<Significance> s = judged.significance(lag);
      assertThat(judged.profile().n(lag)).isEqualTo(answer.n());
      assertThat(judged.profile().r(lag)).isEqualTo(answer.r());
      assertThat(s.map(one -> OptionalDouble.of(one.nEff())).orElse(OptionalDouble.empty()))
          .isEqualTo(answer.nEff());
      assertThat(s.map(Significance::p).orElse(OptionalDouble.empty())).isEqualTo(answer.p());
      assertThat(s.flatMap(Significance::ci95)).isEqualTo(answer.ci95());
    }
  }

  /** On every day, or on all but one out of some; of so many different values at most. */
  private static Series series(Random random, int outOf, int figures) {
    int[] days =
        IntStream.range(0, 200).filter(day -> outOf == 1 || random.nextInt(outOf) > 0).toArray();
    return Series.of(
        days, random.ints(days.length, 1, figures).asDoubleStream().map(Math::sqrt).toArray());
  }

  @Test
  void fewerSignificancesThanLags_areRefused() {
    Profile profile = new Profile(-1, new double[3], new int[3]);
    assertThatThrownBy(() -> new JudgedProfile(profile, List.of()))
        .hasMessageContaining("0 significances for lags -1 to 1");
  }
}

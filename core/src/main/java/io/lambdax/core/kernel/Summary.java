package io.lambdax.core.kernel;

import io.lambdax.core.question.Best;
import io.lambdax.core.series.SeriesId;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a view keeps of one pair under one pair of transforms and one window.
 *
 * @param r0 r at lag 0, where there is one
 * @param n0 days that match at lag 0
 * @param best the best lag, where any lag has an r
 */
public record Summary(SeriesId x, SeriesId y, OptionalDouble r0, int n0, Optional<Best> best) {
  Summary with(Best found) {
    return new Summary(x, y, r0, n0, Optional.of(found));
  }
}

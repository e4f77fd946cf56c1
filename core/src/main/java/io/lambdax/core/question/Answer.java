package io.lambdax.core.question;

import io.lambdax.core.correlation.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer to a question.
 *
 * @param n how many days matched
 * @param r -1 to 1; absent if and only if a reason is given
 * @param nEff with Pearson's r only, as are p and ci95
 * @param pIid with the rank methods only
 */
public record Answer(
    int n,
    OptionalDouble r,
    Optional<String> reason,
    OptionalDouble nEff,
    OptionalDouble p,
    Optional<Interval> ci95,
    OptionalDouble pIid) {
  static Answer none(int n, String reason) {
    return new Answer(
        n,
        OptionalDouble.empty(),
        Optional.of(reason),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}

package io.lambdax.store.view;

import io.lambdax.core.kernel.Summary;
import java.util.Optional;

/**
 * Which pairs of a family to show; what is empty does not restrict.
 *
 * @param market the market series' entity, for example {@code DAX}
 * @param health the health series' entity, for example {@code DEU}
 * @param measure the health series' measure, for example {@code cases}
 */
public record SummaryFilter(
    Optional<String> market, Optional<String> health, Optional<String> measure) {

  /** Shows every pair. */
  public static final SummaryFilter ALL =
      new SummaryFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether to show a pair. */
  public boolean shows(Summary summary) {
    return market.map(summary.x().entity()::equals).orElse(true)
        && health.map(summary.y().entity()::equals).orElse(true)
        && measure.map(summary.y().measure()::equals).orElse(true);
  }
}

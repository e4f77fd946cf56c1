package io.lambdax.serving.answer;

import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.view.Moment;
import java.util.Set;

/** Something that is asked of the list of series alone, whatever their values. */
interface ListAsk extends Ask {
  @Override
  default Set<SeriesId> series(Moment moment) {
    return Set.of();
  }

  @Override
  default String dependsOn(Moment moment) {
    return moment.directory().stamp();
  }

  @Override
  default Freshness freshness(Moment moment) {
    return Freshness.ofSeriesList(moment);
  }
}

package io.lambdax.speed;

import io.lambdax.core.series.SeriesId;
import java.util.Map;

/**
 * All series of a lake as of one complete version: what a batch over the facts up to it would read.
 * Immutable.
 */
record Known(String lakeId, long version, Map<SeriesId, Held> series) {

  Known {
    series = Map.copyOf(series);
  }
}

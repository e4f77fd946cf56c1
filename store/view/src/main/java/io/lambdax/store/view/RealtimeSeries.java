package io.lambdax.store.view;

import io.lambdax.core.series.Series;
import io.lambdax.core.series.SeriesId;

/**
 * A whole series as the speed layer knows it.
 *
 * @param version of its newest fact
 * @param values those present; empty if every value was withdrawn
 */
public record RealtimeSeries(SeriesId id, long version, String source, Series values) {}

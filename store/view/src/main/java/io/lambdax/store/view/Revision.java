package io.lambdax.store.view;

import io.lambdax.core.series.SeriesId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * A fact that changed what had been published of a day before.
 *
 * @param value empty: the earlier value was withdrawn
 * @param observedAt when it was published
 */
public record Revision(
    SeriesId series, LocalDate day, long version, OptionalDouble value, Instant observedAt) {}

package io.lambdax.store.lake;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one version added.
 *
 * @param firstDate earliest day, inclusive
 * @param lastDate latest day, inclusive
 * @param committedAt when it became visible, UTC
 */
public record VersionInfo(
    long version,
    String importId,
    String source,
    Counts counts,
    LocalDate firstDate,
    LocalDate lastDate,
    Instant committedAt) {}

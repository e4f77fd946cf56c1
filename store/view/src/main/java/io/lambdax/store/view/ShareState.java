package io.lambdax.store.view;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a share's rows are: they hold all that facts of the lake after one version, up to and
 * with another, changed.
 *
 * @param lakeId empty until its first claimer wrote something
 * @param since exclusive
 * @param version inclusive
 * @param updatedAt when the share's owner last told, by the database's clock
 */
public record ShareState(
    int number, Optional<String> lakeId, long since, long version, Optional<Instant> updatedAt) {}

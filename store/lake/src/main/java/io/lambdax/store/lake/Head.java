package io.lambdax.store.lake;

import java.util.OptionalLong;

/**
 * The state of silver.facts that a difference was made against.
 *
 * @param snapshotId Iceberg's, empty while the table is empty
 * @param version the newest version it holds, 0 if none
 */
public record Head(OptionalLong snapshotId, long version) {}

package io.lambdax.store.view;

import io.lambdax.core.kernel.Summary;

/**
 * A pair's summary as the speed layer computed it.
 *
 * @param version of the pair's newest fact
 */
public record RealtimeSummary(Family family, long version, Summary summary) {}

package io.lambdax.store.view;

import io.lambdax.core.kernel.Summary;
import java.util.OptionalDouble;

/**
 * A pair's summary and its place in the family.
 *
 * @param summary the pair's own figures
 * @param q false discovery rate over all pairs of the family; empty where the pair has no adjusted
 *     p
 */
public record RankedSummary(Summary summary, OptionalDouble q) {}

package io.lambdax.core.transform;

import io.lambdax.core.series.Series;

/**
 * A transformed series.
 *
 * @param values the transform on the days on which it is defined
 * @param ranks what rank correlations order the days by, on the same days: the argument of the
 *     logarithm where the transform is one (rounding in the logarithm makes ties that the argument
 *     does not have), else the values
 */
public record Transformed(Series values, Series ranks) {}

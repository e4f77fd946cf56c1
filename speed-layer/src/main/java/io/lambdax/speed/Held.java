package io.lambdax.speed;

import io.lambdax.core.series.Series;

/**
 * A series as of the newest complete version.
 *
 * @param version of its newest fact
 * @param edition another one whenever the values changed, in this process only: a fact that comes
 *     late may change them and not the version
 */
record Held(Series values, long version, String source, long edition) {}

/** All pairs at all lags: the seam behind which a faster way of computing them can stand. */
package io.lambdax.core.kernel;

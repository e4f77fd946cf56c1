/**
 * Answers that are kept: in Memcached between processes, and one computation per missing key within
 * this one. A key holds what the answer depends on, so nothing is ever invalidated.
 */
package io.lambdax.serving.cache;

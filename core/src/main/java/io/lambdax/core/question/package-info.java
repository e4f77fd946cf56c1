/** Questions about one pair of series, and their answers. */
package io.lambdax.core.question;

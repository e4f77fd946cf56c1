/** How it goes with the sources that series come from. */
package io.lambdax.core.source;

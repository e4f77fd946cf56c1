/** What may be done to a series before it is correlated. */
package io.lambdax.core.transform;

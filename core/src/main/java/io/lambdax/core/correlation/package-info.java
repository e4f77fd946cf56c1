/**
 * Coefficients, and how far they can be told from chance. Everything here works on paired values;
 * days are matched elsewhere.
 */
package io.lambdax.core.correlation;

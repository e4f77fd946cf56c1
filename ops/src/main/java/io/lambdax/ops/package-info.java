/**
 * What every long-running part needs to be operated: {@code /healthz}, {@code /readyz} and {@code
 * /metrics}; an end when its supervisor ends; named points at which a crash test may kill it.
 */
package io.lambdax.ops;

/** What is asked of, and measured on, a running platform. */
package io.lambdax.bench;

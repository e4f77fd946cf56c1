/**
 * Lambdax on one machine: the backing services in this JVM, each part as a JVM of its own, from an
 * empty directory to a page that answers.
 */
package io.lambdax.local;

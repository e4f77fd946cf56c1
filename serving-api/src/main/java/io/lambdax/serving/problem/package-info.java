/** What goes wrong, as RFC 9457 problem documents. */
package io.lambdax.serving.problem;

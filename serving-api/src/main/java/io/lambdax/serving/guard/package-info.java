/**
 * What stands between strangers and the API: who is asking, how often and how much at a time, and
 * the marks that every answer bears. Refusals are problem documents.
 */
package io.lambdax.serving.guard;

/**
 * Reading what a client asks: every parameter is known, given once, in its bounds, or refused by
 * name.
 */
package io.lambdax.serving.request;

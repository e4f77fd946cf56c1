/** The serving API: answers questions from the current batch view, over HTTP. */
package io.lambdax.serving;

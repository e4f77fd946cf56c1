/**
 * The current batch view as the API sees it: which one it is, and its rows, kept in this process
 * once read.
 */
package io.lambdax.serving.view;

/**
 * Batch view and realtime view as the API sees them: what is served at a moment, and the rows it is
 * made of, kept in this process once read.
 */
package io.lambdax.serving.view;

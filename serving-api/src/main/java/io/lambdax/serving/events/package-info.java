/**
 * Server-Sent Events: tells clients what changed of what is served. What a client has not taken yet
 * is merged, not queued, so that a slow one costs nothing and misses nothing.
 */
package io.lambdax.serving.events;

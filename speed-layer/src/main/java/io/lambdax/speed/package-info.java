/**
 * The speed layer: follows the log of facts and keeps the realtime view, so that answers need not
 * wait for the next batch. One thread follows Kafka and writes values; another computes summaries.
 */
package io.lambdax.speed;

/**
 * What the parts say to each other through Kafka: facts, import signals and the state of sources,
 * in Avro single-object encoding, and the topics they stand in.
 */
package io.lambdax.store.log;

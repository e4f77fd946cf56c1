/** From the lake to Kafka: the lake is the outbox, and every version is one transaction. */
package io.lambdax.importer.publish;

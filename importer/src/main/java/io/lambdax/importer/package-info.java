/** Brings what the sources publish into the lake and signals it to Kafka. */
package io.lambdax.importer;

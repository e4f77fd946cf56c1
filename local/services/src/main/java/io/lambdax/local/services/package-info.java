/**
 * The real backing services of Lambdax, started inside (or as a child of) one JVM: Kafka, HDFS,
 * MariaDB and Memcached. Each keeps all it has in one directory, listens on 127.0.0.1 only, and
 * goes on from that directory when started again, on whatever port.
 */
package io.lambdax.local.services;

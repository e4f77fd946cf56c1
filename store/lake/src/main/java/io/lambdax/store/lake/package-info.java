/**
 * The lake: Iceberg tables of facts and rejected rows on HDFS, the pointer to the lake in force,
 * and their readers, writer and upkeep.
 */
package io.lambdax.store.lake;

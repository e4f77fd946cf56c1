/**
 * From a fetched file to a version: bronze keeps the bytes, the gate judges the file, the
 * difference finds the new facts, the commit adds them.
 */
package io.lambdax.importer.lake;

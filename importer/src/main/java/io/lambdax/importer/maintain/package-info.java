/** The daily upkeep of the lake. */
package io.lambdax.importer.maintain;

/**
 * What is imported: the declarations of sources, read from one HOCON file and checked before
 * anything is fetched.
 */
package io.lambdax.importer.source;

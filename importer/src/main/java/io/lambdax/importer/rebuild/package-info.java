/** A new lake from bronze alone. */
package io.lambdax.importer.rebuild;

/** From the bytes of a file to the values it states, each with the line it stands on. */
package io.lambdax.importer.format;

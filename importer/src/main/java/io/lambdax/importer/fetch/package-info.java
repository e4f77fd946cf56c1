/** Getting the bytes of a source, over HTTP or from files, bounded in time and size. */
package io.lambdax.importer.fetch;

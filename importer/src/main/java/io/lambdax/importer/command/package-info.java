/** The command line of the importer. */
package io.lambdax.importer.command;

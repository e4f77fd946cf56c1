package io.lambdax.importer.lake;

import io.lambdax.importer.format.ParsedFile;
import io.lambdax.importer.format.RefusedFile;
import io.lambdax.importer.source.Source;

/** Reads a file as its source is declared. */
@FunctionalInterface
public interface Parser {
  /** What the file states, or why it cannot be taken as a whole. */
  ParsedFile parse(Source source, byte[] content, String fileName) throws RefusedFile;
}

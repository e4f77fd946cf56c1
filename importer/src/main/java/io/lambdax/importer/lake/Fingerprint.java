package io.lambdax.importer.lake;

import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.source.Source;
import io.lambdax.ops.Sha256;

/** What tells one way of reading a file from another. */
final class Fingerprint {
  private Fingerprint() {}

  /** The parser's version and a source's settings that decide what a file says. */
  static String parser(Source source) {
    return FileParser.VERSION
        + "-"
        + Sha256.hex(Reading.of(source).toJson().toString()).substring(0, 8);
  }
}

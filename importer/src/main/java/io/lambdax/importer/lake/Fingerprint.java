package io.lambdax.importer.lake;

import io.lambdax.importer.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one file, and one way of reading it, from another. */
final class Fingerprint {
  /** Raise it when a parser reads the same bytes otherwise than before. */
  private static final String PARSER_VERSION = "1";

  private Fingerprint() {}

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The parser's version and a source's settings that decide what a file says. */
  static String parser(Source source) {
    String settings = source.layout() + " " + source.full() + " " + source.finalNewline();
    return PARSER_VERSION + "-" + sha256(settings.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }
}

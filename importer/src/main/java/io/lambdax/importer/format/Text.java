package io.lambdax.importer.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The characters of a file: UTF-8, with or without a byte order mark, or else Latin-1. */
final class Text {
  private Text() {}

  static String of(byte[] content, String file) throws RefusedFile {
    String text = decode(content);
    if (!text.isEmpty() && text.charAt(0) == '\ufeff') {
      text = text.substring(1);
    }
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw new RefusedFile(
          file + ", line 1: the file is empty (" + content.length + " bytes); fetch it again");
    }
    if (text.indexOf('\0') >= 0) {
      throw new RefusedFile(
          file + ", line 1: the file is binary, not CSV; it must be plain or gzip-compressed text");
    }
    if (start.charAt(0) == '<') {
      String seen = start.lines().findFirst().orElse("");
      throw new RefusedFile(
          file
              + ", line 1: '"
              + seen.substring(0, Math.min(60, seen.length()))
              + "' is "
              + (start.toLowerCase(Locale.ROOT).contains("<html") ? "HTML" : "markup")
              + ", not CSV: the address may have moved or show an error page; open it in a browser");
    }
    // Some of ECDC's files end their last lines in CR CR LF: one line end, not two.
    return text.replace("\r\r\n", "\r\n");
  }

  private static String decode(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return new String(content, StandardCharsets.ISO_8859_1);
    }
  }
}

package io.lambdax.importer.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The characters of a file: UTF-8, with or without a byte order mark, or else Latin-1. They are
 * decoded as they are read: a large file is in memory once, as bytes.
 */
final class Text {
  private static final int HEAD = 1 << 14;

  private final byte[] content;
  private final int start;
  private final Charset charset;

  private Text(byte[] content, int start, Charset charset) {
    this.content = content;
    this.start = start;
    this.charset = charset;
  }

  /** The text of a file, unless it is empty, packed, binary or markup. */
  static Text of(byte[] bytes, String file) throws RefusedFile {
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      throw new RefusedFile(file + ": " + wrong(bytes));
    }
    byte[] content = oneLineEnd(bytes);
    boolean utf8 = isUtf8(content);
    boolean mark =
        utf8
            && content.length > 2
            && (content[0] & 0xff) == 0xef
            && (content[1] & 0xff) == 0xbb
            && (content[2] & 0xff) == 0xbf;
    Text text =
        new Text(
            content, mark ? 3 : 0, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    text.requireCsv(bytes.length, file);
    return text;
  }

  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(content, start, content.length - start), charset);
  }

  boolean endsInNewline() {
    byte last = content[content.length - 1];
    return last == '\n' || last == '\r';
  }

  private void requireCsv(int length, String file) throws RefusedFile {
    int first = start;
    while (first < content.length && content[first] > 0 && content[first] <= ' ') {
      first++;
    }
    if (first == content.length) {
      throw new RefusedFile(
          file + ", line 1: the file is empty (" + length + " bytes); fetch it again");
    }
    for (byte b : content) {
      if (b == 0) {
        throw new RefusedFile(
            file
                + ", line 1: the file is binary, not CSV; it must be plain or gzip-compressed text");
      }
    }
    if (content[first] == '<') {
      String head = new String(content, first, Math.min(HEAD, content.length - first), charset);
      String seen = head.lines().findFirst().orElse("");
      throw new RefusedFile(
          file
              + ", line 1: '"
              + seen.substring(0, Math.min(60, seen.length()))
              + "' is "
              + (head.toLowerCase(Locale.ROOT).contains("<html") ? "HTML" : "markup")
              + ", not CSV: the address may have moved or show an error page; open it in a browser");
    }
  }

  /** Sound gzip is unpacked before it comes here. */
  private static String wrong(byte[] gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      in.transferTo(OutputStream.nullOutputStream());
      return "it is gzip within gzip: pack it once";
    } catch (EOFException e) {
      return "its gzip is cut off: fetch or copy the file again";
    } catch (IOException e) {
      return "its gzip is damaged (" + e.getMessage() + "): fetch or copy the file again";
    }
  }

  /** Some of ECDC's files end their last lines in CR CR LF: one line end, not two. */
  private static byte[] oneLineEnd(byte[] content) {
    ByteArrayOutputStream cleaned = null;
    int from = 0;
    for (int i = 0; i + 2 < content.length; i++) {
      if (content[i] == '\r' && content[i + 1] == '\r' && content[i + 2] == '\n') {
        cleaned = cleaned == null ? new ByteArrayOutputStream(content.length) : cleaned;
        cleaned.write(content, from, i - from);
        from = i + 1;
      }
    }
    if (cleaned == null) {
      return content;
    }
    cleaned.write(content, from, content.length - from);
    return cleaned.toByteArray();
  }

  private static boolean isUtf8(byte[] content) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(HEAD);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return !result.isError();
  }
}

package io.lambdax.importer.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gzip told by its first two bytes, whatever the name or the headers say, and unpacked within a
 * bound.
 */
final class Gzip {
  private Gzip() {}

  /**
   * The bytes as they are, or what they hold if they are gzip.
   *
   * @throws Damaged if they are cut off or no whole gzip
   * @throws TooLarge if they hold more than maxBytes
   */
  static byte[] unpacked(byte[] bytes, long maxBytes) throws IOException {
    boolean gzip = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    if (!gzip) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return bounded(in, maxBytes);
    } catch (EOFException e) {
      throw new Damaged("its gzip is cut off: fetch or copy the file again", e);
    } catch (ZipException e) {
      throw new Damaged("its gzip is damaged (" + e.getMessage() + "): fetch it again", e);
    }
  }

  /** Everything that is left, or an error as soon as that is more than maxBytes. */
  static byte[] bounded(InputStream in, long maxBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 16];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (out.size() + (long) n > maxBytes) {
        throw new TooLarge(
            "it holds more than "
                + maxBytes
                + " bytes: raise lambdax.importer.http.max-size, and the heap, if it is what you want");
      }
      out.write(chunk, 0, n);
    }
    return out.toByteArray();
  }

  /** What says that it is gzip, and is not, or not whole. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(String message, IOException cause) {
      super(message, cause);
    }
  }

  /** More bytes than are taken; asking again would not help. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
      super(message);
    }
  }
}

package io.lambdax.serving.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an answer, which is a JSON object, is kept: as it is, or compressed where Memcached would not
 * take it otherwise. Its first byte tells.
 */
public final class Packed {
  /** Memcached takes items of a mebibyte at most, with their keys and heads. */
  private static final int MOST = (1 << 20) - (2 << 10);

  private static final byte GZIP = 0x1f;

  private static final Logger log = LoggerFactory.getLogger(Packed.class);

  private Packed() {}

  /** The bytes to keep; none if they are too many even so. */
  public static Optional<byte[]> pack(byte[] body) {
    byte[] packed = body.length <= MOST ? body : compressed(body);
    return packed.length <= MOST ? Optional.of(packed) : Optional.empty();
  }

  /** The answer; none if that is not what was kept. */
  public static Optional<byte[]> unpack(byte[] packed) {
    if (packed.length == 0 || packed[0] != GZIP) {
      return Optional.of(packed);
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      log.warn(
          "A kept answer of {} bytes cannot be unpacked: working it out ({})",
          packed.length,
          e.toString());
      return Optional.empty();
    }
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 2);
    try (var out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return packed.toByteArray();
  }
}

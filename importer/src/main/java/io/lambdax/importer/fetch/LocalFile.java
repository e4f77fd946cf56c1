package io.lambdax.importer.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this machine, plain or gzip. */
public final class LocalFile {
  private LocalFile() {}

  /**
   * What it holds, unpacked. Damaged gzip as it is: it is a file like others, to be refused by who
   * reads it.
   *
   * @throws IOException if it cannot be read or holds more than maxBytes
   */
  public static byte[] content(Path path, long maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = Gzip.bounded(in, maxBytes);
      try {
        return Gzip.unpacked(bytes, maxBytes);
      } catch (Gzip.Damaged e) {
        return bytes;
      }
    }
  }
}

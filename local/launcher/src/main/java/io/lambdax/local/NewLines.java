package io.lambdax.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The lines that a log file gets from now on. For one thread at a time. */
final class NewLines {
  private final Path file;
  private long position;

  private NewLines(Path file, long position) {
    this.file = file;
    this.position = position;
  }

  /** Of that file, whatever it holds now left out; it may be yet to come. */
  static NewLines of(Path file) {
    return new NewLines(file, file.toFile().length());
  }

  /** The whole lines since the last call. */
  List<String> next() throws IOException {
    long length = file.toFile().length();
    if (length <= position) {
      return List.of();
    }
    byte[] bytes = new byte[Math.toIntExact(length - position)];
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(position);
      log.readFully(bytes);
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    position += end;
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }
}

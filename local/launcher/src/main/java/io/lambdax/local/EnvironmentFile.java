package io.lambdax.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the parts are told about a running Lambdax, kept while it runs so that their commands can be
 * told the same. A shell reads it too ({@code . data/run/env}). It holds the database's password:
 * only the owner may read it.
 */
final class EnvironmentFile implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("export (\\w+)='((?:[^']++|'\\\\'')*+)'\\R", Pattern.DOTALL);

  private final Path file;

  private EnvironmentFile(Path file) {
    this.file = file;
  }

  /** The place of the file in a data directory. */
  static Path in(Path dataDirectory) {
    return dataDirectory.resolve("run").resolve("env");
  }

  /** Writes it anew. */
  static EnvironmentFile write(Path file, Map<String, String> environment) {
    String text =
        new TreeMap<>(environment)
            .entrySet().stream()
                .map(e -> "export " + e.getKey() + "=" + quoted(e.getValue()) + "\n")
                .collect(Collectors.joining());
    try {
      // A new file: one left behind may have wider rights.
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
      return new EnvironmentFile(file);
    } catch (IOException e) {
      throw new LaunchException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads what was written. */
  static Map<String, String> read(Path file) {
    try {
      Map<String, String> environment = new TreeMap<>();
      Matcher line = LINE.matcher(Files.readString(file));
      while (line.find()) {
        environment.put(line.group(1), line.group(2).replace("'\\''", "'"));
      }
      return environment;
    } catch (IOException e) {
      throw new LaunchException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}

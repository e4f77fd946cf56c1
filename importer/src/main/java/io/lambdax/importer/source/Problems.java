package io.lambdax.importer.source;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with one sources file: found bit by bit, told at once. For one thread. */
final class Problems {
  private record Problem(String file, int line, String message) {
    String text() {
      return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
  }

  private final Path file;
  private final List<Problem> found = new ArrayList<>();

  /** Of that file, and of those that it includes. */
  Problems(Path file) {
    this.file = file;
  }

  void add(ConfigOrigin where, String message) {
    found.add(
        new Problem(
            Optional.ofNullable(where.filename()).orElse(file.toString()),
            where.lineNumber(),
            message.replace("\n", " ")));
  }

  /** What the library found. */
  void add(ConfigException e, ConfigOrigin otherwise, String prefix) {
    ConfigOrigin where =
        Optional.ofNullable(e.origin()).filter(o -> o.lineNumber() > 0).orElse(otherwise);
    String message = String.valueOf(e.getMessage());
    // The library begins with where, which is told here in one way for all.
    String there = e.origin() == null ? "" : e.origin().description() + ": ";
    add(where, prefix + (message.startsWith(there) ? message.substring(there.length()) : message));
  }

  /** What that reads, or nothing, if what it reads from is wrong. */
  <T> Optional<T> attempt(ConfigOrigin where, String prefix, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (ConfigException e) {
      add(e, where, prefix);
    } catch (BadDeclaration | IllegalArgumentException e) {
      add(where, prefix + e.getMessage());
    }
    return Optional.empty();
  }

  boolean none() {
    return found.isEmpty();
  }

  /** Throws if there are any. */
  void check() {
    if (!found.isEmpty()) {
      throw new BadDeclaration(
          found.stream()
              .sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line))
              .map(Problem::text)
              .distinct()
              .toList());
    }
  }
}

package io.lambdax.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What lies beside the project in ../shared and is too large, or not ours, to be in it. */
final class Shared {

  private static final Set<String> MISSED = ConcurrentHashMap.newKeySet();

  private Shared() {}

  /**
   * A file or directory there. Where there is none the calling test is skipped, or fails if {@code
   * -Dlambdax.shared.required=true}.
   */
  static Path orSkip(String name) {
    Optional<Path> found = ifAny(name);
    Assumptions.assumeTrue(
        found.isPresent(), "skipped: there is no " + path(name) + " beside the project");
    return found.orElseThrow();
  }

  /** The same without skipping: empty where there is none. */
  static Optional<Path> ifAny(String name) {
    Path path = path(name);
    boolean there = Files.exists(path);
    if (Boolean.getBoolean("lambdax.shared.required") && !there) {
      Assertions.fail("lambdax.shared.required is set but there is no " + path);
    }
    // Maven only counts what is skipped.
    if (!there && MISSED.add(name)) {
      System.err.println("NOT TESTED: what needs " + path + ", which is not there");
    }
    return there ? Optional.of(path) : Optional.empty();
  }

  private static Path path(String name) {
    return Path.of(System.getProperty("lambdax.root", "..")).resolve("../shared").resolve(name);
  }
}

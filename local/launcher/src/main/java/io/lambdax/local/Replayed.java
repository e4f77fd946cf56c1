package io.lambdax.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The dated files that are imported one after another once all is ready.
 *
 * @param directory absolute
 * @param every from one to the next, as the importer reads it
 */
record Replayed(Path directory, String every) {
  Replayed {
    directory = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw LaunchException.usage(
          "--replay %s is no directory: name the one that holds the dated files"
              .formatted(directory));
    }
  }

  /** The importer's command. */
  List<String> command() {
    return List.of("replay", "--from", directory.toString(), "--every", every);
  }

  /** The importer's command that says what is wrong with them, before anything is started. */
  List<String> check() {
    return List.of("replay", "--from", directory.toString(), "--every", every, "--list");
  }

  /**
   * Whether the importer came to the end by itself: all imported, or some held or refused, or what
   * it was told is wrong. What else ends it is worth another start.
   */
  static boolean ended(int code) {
    return code >= 0 && code <= 2;
  }
}

package io.lambdax.importer.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the files of a source are. */
public sealed interface Location {
  /** Behind an http or https address. */
  record Remote(URI uri) implements Location {}

  /**
   * On this machine.
   *
   * @param directory absolute
   * @param glob the file's name, or a pattern that names several publications of the source
   * @param dateInName finds the day of publication, {@code yyyy-MM-dd} as its first group, in a
   *     file's name
   */
  record LocalFiles(Path directory, String glob, Optional<Pattern> dateInName) implements Location {
    private static final Pattern SEVERAL = Pattern.compile("[*?\\[{]");

    /** Whether the name is a pattern, so that there may be a publication a day. */
    public boolean several() {
      return SEVERAL.matcher(glob).find();
    }
  }

  /** Nowhere any more: its source is not declared, and its files are read from what was kept. */
  record Kept() implements Location {}
}

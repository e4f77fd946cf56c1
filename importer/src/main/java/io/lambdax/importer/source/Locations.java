package io.lambdax.importer.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads where the files of a source are. */
final class Locations {
  static final Pattern ISO_DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");

  private Locations() {}

  /** The location that a text names; a path starts at that directory. */
  static Location of(String text, Path base, Pattern dateInName) {
    if (text.matches("https?://.*")) {
      return remote(text);
    }
    if (text.matches("[a-zA-Z]{2,}:.*") && !text.startsWith("file:")) {
      throw new BadDeclaration(
          "location '" + text + "' must be an https:, http: or file: address, or a path");
    }
    try {
      int slash = text.lastIndexOf('/');
      String glob = text.substring(slash + 1);
      String directory = text.substring(0, slash + 1);
      Path at =
          directory.startsWith("file:")
              ? Path.of(URI.create(directory))
              : base.resolve(directory.isEmpty() ? "." : directory);
      if (glob.isEmpty()) {
        throw new BadDeclaration("location '" + text + "' names no file");
      }
      return new Location.LocalFiles(at.normalize(), glob, Optional.of(dateInName));
    } catch (InvalidPathException e) {
      throw new BadDeclaration("location '" + text + "' is no path: " + e.getMessage());
    }
  }

  private static Location remote(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null) {
        return new Location.Remote(uri);
      }
      throw new BadDeclaration("location '" + text + "' names no host");
    } catch (URISyntaxException e) {
      throw new BadDeclaration(
          "location '"
              + text
              + "' is no address: "
              + e.getReason()
              + (e.getIndex() < 0 ? "" : " at letter " + (e.getIndex() + 1)));
    }
  }

  /** The pattern that finds the day of publication in a file's name. */
  static Pattern dateInName(String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() == 1) {
        return pattern;
      }
    } catch (PatternSyntaxException e) {
      throw new BadDeclaration("dateInName '" + text + "': " + e.getDescription());
    }
    throw new BadDeclaration(
        "dateInName '"
            + text
            + "' must have one group that finds yyyy-MM-dd, as in cases-(.*)\\.csv");
  }
}

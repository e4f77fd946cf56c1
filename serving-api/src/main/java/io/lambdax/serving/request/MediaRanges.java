package io.lambdax.serving.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a header {@code Accept} lists (RFC 9110, 12.5.1), by name and without parameters other than
 * the quality.
 */
record MediaRanges(Map<String, Double> qualities) {
  private static final Pattern QUALITY =
      Pattern.compile("(?i)\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*");

  /** Reads a header; a quality that is none counts as 0. */
  static MediaRanges of(String accept) {
    Map<String, Double> qualities = new HashMap<>();
    for (String range : accept.split(",")) {
      String[] parts = range.split(";");
      if (parts.length > 0) {
        qualities.merge(parts[0].strip().toLowerCase(Locale.ROOT), quality(parts), Math::max);
      }
    }
    return new MediaRanges(Map.copyOf(qualities));
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].stripLeading().toLowerCase(Locale.ROOT).startsWith("q")) {
        Matcher quality = QUALITY.matcher(parts[i]);
        return quality.matches() ? Double.parseDouble(quality.group(1)) : 0;
      }
    }
    return 1;
  }

  /** How much a range is liked, 0 to 1, if it is listed just so. */
  Optional<Double> quality(String range) {
    return Optional.ofNullable(qualities.get(range));
  }
}

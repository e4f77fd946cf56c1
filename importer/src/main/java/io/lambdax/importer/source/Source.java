package io.lambdax.importer.source;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where some series come from.
 *
 * @param name lower-case letters, digits and hyphens: it names directories and records
 * @param full whether each file is the whole history, so that what is missing from it was withdrawn
 * @param interval how often it is worth asking; a source without a successful attempt in twice this
 *     is stale
 * @param finalNewline whether a file must end in a line break, or else counts as cut off
 */
public record Source(
    String name,
    Location location,
    Layout layout,
    boolean full,
    Duration interval,
    boolean finalNewline) {
  /** Where nothing is said of the interval. */
  public static final Duration USUAL_INTERVAL = Duration.ofHours(1);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /** Refuses a name that no directory should have and an interval that is not positive. */
  public Source {
    if (!NAME.matcher(name).matches()) {
      throw new BadDeclaration(
          "source name '" + name + "' must be lower-case letters, digits and '-', at most 64");
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new BadDeclaration("interval " + interval + " of source " + name + " must be above 0");
    }
  }

  /** Whether its publications are files of this machine, each named for its day. */
  public boolean isDatedSeries() {
    return location instanceof Location.LocalFiles files
        && files.several()
        && files.dateInName().isPresent();
  }

  /** The same, with its files somewhere else. */
  public Source at(Location elsewhere) {
    return new Source(name, elsewhere, layout, full, interval, finalNewline);
  }
}

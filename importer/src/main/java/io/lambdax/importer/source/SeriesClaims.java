package io.lambdax.importer.source;

import java.util.Optional;

/**
 * One series has one source. What two declarations hold for certain is refused at start; what only
 * their files tell, as of a long table, is held when a file adds it.
 */
public final class SeriesClaims {
  private SeriesClaims() {}

  /** Why a source cannot be beside an earlier one: both hold a series for certain, or one name. */
  static Optional<String> clash(Source earlier, Source later) {
    if (earlier.name().equals(later.name())) {
      return Optional.of("two sources are called '" + later.name() + "': rename one");
    }
    for (Claim x : earlier.layout().claims()) {
      for (Claim y : later.layout().claims()) {
        if (x.overlaps(y)) {
          return Optional.of(
              clash(earlier.name(), later.name(), (x.entity().isPresent() ? x : y).toString(), 1));
        }
      }
    }
    return Optional.empty();
  }

  /** Says that a series, and so many in all, come from one source and another claims them. */
  public static String clash(String owner, String other, String series, int count) {
    return "series "
        + series
        + (count > 1 ? " and " + (count - 1) + " more come" : " comes")
        + " from source '"
        + owner
        + "' and source '"
        + other
        + "' claims it too: give one of them a suffix, for example suffix = \""
        + other
        + "\"";
  }
}

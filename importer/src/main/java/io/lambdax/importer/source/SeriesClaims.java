package io.lambdax.importer.source;

import java.util.List;

/**
 * One series has one source. What two declarations hold for certain is refused at start; what only
 * their files tell, as of a long table, is held when a file adds it.
 */
public final class SeriesClaims {
  private SeriesClaims() {}

  /**
   * Refuses declarations of which two hold one series for certain, and equal names.
   *
   * @throws BadDeclaration naming both sources and the series
   */
  static void requireDistinct(List<Source> sources) {
    for (int i = 0; i < sources.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireDistinct(sources.get(j), sources.get(i));
      }
    }
  }

  private static void requireDistinct(Source a, Source b) {
    if (a.name().equals(b.name())) {
      throw new BadDeclaration("two sources are called '" + a.name() + "': rename one");
    }
    for (Claim x : a.layout().claims()) {
      for (Claim y : b.layout().claims()) {
        if (x.overlaps(y)) {
          throw new BadDeclaration(
              clash(a.name(), b.name(), (x.entity().isPresent() ? x : y).toString(), 1));
        }
      }
    }
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

package io.lambdax.importer.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The words that a declaration may use. */
final class Keys {
  private static final Set<String> COMMON =
      Set.of(
          "location",
          "format",
          "full",
          "interval",
          "finalNewline",
          "suffix",
          "dateInName",
          "perFile");
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "ecdc", Set.of(),
          "owid", Set.of("measures"),
          "jhu", Set.of("measure"),
          "ohlcv",
              Set.of("entity", "columns", "measures", "headerLines", "dateFormat", "delimiter"),
          "wide", Set.of("date", "series", "headerLines", "dateFormat", "delimiter"),
          "long",
              Set.of(
                  "kind", "date", "entity", "measures", "headerLines", "dateFormat", "delimiter"));

  private Keys() {}

  static Set<String> formats() {
    return new TreeSet<>(OWN.keySet());
  }

  /** The keys of a source of that format, sorted; of any, if there is no such format. */
  static Set<String> of(String format) {
    Set<String> keys = new TreeSet<>(COMMON);
    if (OWN.containsKey(format)) {
      keys.addAll(OWN.get(format));
    } else {
      OWN.values().forEach(keys::addAll);
    }
    return keys;
  }

  /** The word that somebody meant who wrote that: at most two letters from it. */
  static Optional<String> meant(String written, Collection<String> words) {
    int most = written.length() < 4 ? 1 : 2;
    return words.stream()
        .filter(word -> distance(written, word) <= most)
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** Letters to add, drop, change, or swap with the next; case does not count. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

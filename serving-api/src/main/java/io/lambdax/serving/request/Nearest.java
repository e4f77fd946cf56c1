package io.lambdax.serving.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the names that someone probably meant: by the letters that were left out, added, mistaken
 * or swapped with the next (optimal string alignment), letter case aside.
 */
public final class Nearest {
  private Nearest() {}

  /** The nearest names, best first, at most {@code limit}; equally near ones in the order given. */
  public static List<String> to(String wrong, Collection<String> names, int limit) {
    String meant = wrong.toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    return names.stream()
        .map(name -> new Near(name, distance(meant, name.toLowerCase(Locale.ROOT))))
        .sorted(
            Comparator.comparing((Near near) -> !holds(near.name(), meant))
                .thenComparingInt(Near::distance))
        .limit(limit)
        .map(Near::name)
        .toList();
  }

  /** The nearest name, if no more than half of what was written is mistaken. */
  public static Optional<String> within(String wrong, Collection<String> names) {
    String meant = wrong.toLowerCase(Locale.ROOT);
    return to(wrong, names, 1).stream()
        .filter(
            name ->
                holds(name, meant)
                    || 2 * distance(meant, name.toLowerCase(Locale.ROOT)) <= meant.length())
        .findFirst();
  }

  /** A part of a name, such as "lag" of "minLag", was more likely meant than another short word. */
  private static boolean holds(String name, String part) {
    return part.length() > 2 && name.toLowerCase(Locale.ROOT).contains(part);
  }

  /** How many letters were left out, added, mistaken or swapped, letter case aside. */
  public static int edits(String wrong, String name) {
    return distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    int[] aboveThat = above;
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int mistaken = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(mistaken, 1 + Math.min(above[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], aboveThat[j - 2] + 1);
        }
      }
      aboveThat = above;
      above = row;
    }
    return above[b.length()];
  }
}

package io.lambdax.serving.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.lambdax.serving.problem.Problem;
import io.lambdax.store.view.Family;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says that a family is not among those that the views hold, and which these are. */
final class UnknownFamily {
  /** By transforms and then windows. */
  static final Comparator<Family> IN_ORDER =
      Comparator.comparing(Family::xTransform)
          .thenComparing(Family::yTransform)
          .thenComparingInt(Family::windowDays);

  private UnknownFamily() {}

  /**
   * The refusal of a family, which blames the first parameter that no family has.
   *
   * @param held not empty
   */
  static Problem problem(Family asked, Set<Family> held) {
    String all = "one of " + words(held);
    List<Family> sameX = held.stream().filter(f -> f.xTransform() == asked.xTransform()).toList();
    List<Family> sameBoth =
        sameX.stream().filter(f -> f.yTransform() == asked.yTransform()).toList();
    String named =
        "xTransform '%s' with yTransform '%s' and window '%d'"
            .formatted(asked.xTransform().word(), asked.yTransform().word(), asked.windowDays());
    if (sameX.isEmpty()) {
      return Problem.unknownFamily("xTransform", asked.xTransform().word(), named, all);
    }
    if (sameBoth.isEmpty()) {
      return Problem.unknownFamily("yTransform", asked.yTransform().word(), named, all);
    }
    return Problem.unknownFamily("window", Integer.toString(asked.windowDays()), named, all);
  }

  private static String words(Collection<Family> families) {
    Map<String, String> windows =
        families.stream()
            .sorted(IN_ORDER)
            .collect(
                groupingBy(
                    f -> f.xTransform().word() + "×" + f.yTransform().word(),
                    LinkedHashMap::new,
                    mapping(f -> Integer.toString(f.windowDays()), joining(", "))));
    return windows.entrySet().stream()
        .map(e -> e.getKey() + " with window " + e.getValue())
        .collect(joining("; "));
  }
}

package io.lambdax.store.view;

import io.lambdax.core.transform.Transform;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The summaries that are ranked together: all pairs under one pair of transforms and one window.
 *
 * @param xTransform what is done to the market series
 * @param yTransform what is done to the health series
 * @param window days, at least 1; empty means all days
 */
public record Family(Transform xTransform, Transform yTransform, OptionalInt window) {

  /** Checks the window. */
  public Family {
    if (window.isPresent() && window.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "window is " + window.getAsInt() + ": expected at least 1 day, or none for all days");
    }
  }

  /** The family of a window as configuration and tables write it: 0 means all days. */
  public static Family of(Transform xTransform, Transform yTransform, int windowDays) {
    return new Family(
        xTransform, yTransform, windowDays == 0 ? OptionalInt.empty() : OptionalInt.of(windowDays));
  }

  /** Families that differ in their windows alone, which are computed at once, in their order. */
  public static Collection<List<Family>> byTransforms(List<Family> families) {
    return families.stream()
        .collect(
            Collectors.groupingBy(
                family -> List.of(family.xTransform(), family.yTransform()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  /** The window in days, 0 for all days. */
  public int windowDays() {
    return window.orElse(0);
  }

  /** As people write it: {@code return×growth7/365}. */
  @Override
  public String toString() {
    return xTransform.word()
        + "×"
        + yTransform.word()
        + "/"
        + (window.isPresent() ? windowDays() : "all");
  }
}

package io.lambdax.serving.view;

import io.lambdax.core.country.Countries;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Optional;

/** What people call the entities of series. */
public final class Names {
  private static final Countries COUNTRIES = Countries.bundled();

  private Names() {}

  /** The country's English name on the health side, else the entity itself. */
  public static String of(SeriesId id) {
    return id.kind() == Kind.HEALTH ? COUNTRIES.displayName(id.entity()) : id.entity();
  }

  /** The entity of the country that is called that: {@code Germany}, {@code de}. */
  static Optional<String> country(String called) {
    return COUNTRIES.entity(called);
  }
}

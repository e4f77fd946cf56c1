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

  /**
   * The series that is meant where a country is called by another code or name: {@code
   * health:Germany:cases}.
   */
  static Optional<SeriesId> meant(SeriesId id) {
    return id.kind() == Kind.HEALTH
        ? COUNTRIES
            .entity(id.entity())
            .map(entity -> new SeriesId(id.kind(), entity, id.measure(), id.suffix()))
        : Optional.empty();
  }
}

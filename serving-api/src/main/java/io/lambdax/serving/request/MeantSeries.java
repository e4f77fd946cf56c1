package io.lambdax.serving.request;

import io.lambdax.core.country.Countries;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name of a series that a text was probably meant to be, whether there is such a series
 * or not: the nearest kind, the code of a country, the measure in lower case.
 */
public final class MeantSeries {
  private static final Countries COUNTRIES = Countries.bundled();
  private static final List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::word).toList();
  private static final int LONGEST = 300;

  private MeantSeries() {}

  /** The name, if the text has the parts of one: {@code Market:DAX:Close} is market:DAX:close. */
  public static Optional<String> of(String text) {
    String[] parts = text.length() > LONGEST ? new String[0] : text.strip().split(":", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    String entity = parts[1].strip();
    return Nearest.within(parts[0].strip(), KINDS)
        .flatMap(
            kind ->
                series(kind + ":" + entity, parts[2])
                    .or(
                        () ->
                            COUNTRIES
                                .entity(entity)
                                .filter(COUNTRIES::knows)
                                .flatMap(code -> series(kind + ":" + code, parts[2]))));
  }

  private static Optional<String> series(String kindAndEntity, String measure) {
    try {
      return Optional.of(
          SeriesId.parse(kindAndEntity + ":" + measure.strip().toLowerCase(Locale.ROOT))
              .toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // some part of it is no such part even so
    }
  }
}

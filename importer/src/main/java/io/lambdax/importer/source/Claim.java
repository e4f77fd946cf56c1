package io.lambdax.importer.source;

import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which series a source can hold.
 *
 * @param entity empty: any
 */
public record Claim(Kind kind, Optional<String> entity, String measure, Optional<String> suffix) {
  static Claim of(SeriesId id) {
    return new Claim(id.kind(), Optional.of(id.entity()), id.measure(), id.suffix());
  }

  static Claim any(Kind kind, String measure, Optional<String> suffix) {
    return new Claim(kind, Optional.empty(), measure, suffix);
  }

  static Set<Claim> anyOf(Kind kind, Set<String> measures, Optional<String> suffix) {
    return measures.stream().map(m -> any(kind, m, suffix)).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether some series could fall to both. */
  boolean overlaps(Claim other) {
    return kind == other.kind
        && measure.equals(other.measure)
        && suffix.equals(other.suffix)
        && (entity.isEmpty() || other.entity.isEmpty() || entity.equals(other.entity));
  }

  @Override
  public String toString() {
    return kind.word()
        + ":"
        + entity.orElse("*")
        + ":"
        + measure
        + suffix.map(s -> "@" + s).orElse("");
  }
}

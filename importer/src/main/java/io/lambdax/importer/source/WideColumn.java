package io.lambdax.importer.source;

import io.lambdax.core.country.Countries;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which series a column of a wide file holds: {@code DAX_close -> market:DAX:close}, or for many
 * columns at once {@code {entity}_cases -> health:{entity}:cases}.
 *
 * @param title the title or pattern of titles
 * @param series the series or pattern of series
 */
public record WideColumn(String title, String series) {
  private static final String HOLE = "{entity}";

  /** Refuses a target that is no series, and an entity on one side only. */
  public WideColumn {
    if (title.contains(HOLE) != series.contains(HOLE)) {
      throw new BadDeclaration(
          "'" + title + "' -> '" + series + "': write {entity} on both sides or on neither");
    }
    try {
      SeriesId.parse(series.replace(HOLE, "X"));
    } catch (IllegalArgumentException e) {
      throw new BadDeclaration("column '" + title + "': " + e.getMessage());
    }
  }

  /**
   * The series that this certainly holds: none for a pattern, which is known once a file is read.
   */
  Optional<Claim> claim(Optional<String> suffix) {
    return series.contains(HOLE) ? Optional.empty() : seriesOf(title, suffix).map(Claim::of);
  }

  /** The series of a column with that title, or none; a health entity goes through our table. */
  public Optional<SeriesId> seriesOf(String columnTitle, Optional<String> suffix) {
    Matcher m = pattern().matcher(columnTitle.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    SeriesId id = SeriesId.parse(series.replace(HOLE, "X"));
    String entity = m.groupCount() == 0 ? id.entity() : m.group(1);
    if (id.kind() == Kind.HEALTH) {
      entity = Countries.bundled().entity(entity).orElse(entity);
    }
    return Optional.of(new SeriesId(id.kind(), entity, id.measure(), id.suffix().or(() -> suffix)));
  }

  private Pattern pattern() {
    int hole = title.indexOf(HOLE);
    return hole < 0
        ? Pattern.compile(Pattern.quote(title), Pattern.CASE_INSENSITIVE)
        : Pattern.compile(
            Pattern.quote(title.substring(0, hole))
                + "([^,;]+?)"
                + Pattern.quote(title.substring(hole + HOLE.length())));
  }
}

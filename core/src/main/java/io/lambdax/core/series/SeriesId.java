package io.lambdax.core.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of one daily series, {@code kind:entity:measure} with an optional {@code @suffix} that
 * tells a second source of the same measure apart: {@code market:DAX:close}, {@code
 * health:DEU:cases@jhu}.
 *
 * @param entity one or more ASCII letters, digits, {@code . _ -}; case matters
 * @param measure lower-case ASCII letters, digits, {@code _}
 * @param suffix lower-case ASCII letters, digits, {@code _ -}, without the {@code @}
 */
public record SeriesId(Kind kind, String entity, String measure, Optional<String> suffix)
    implements Comparable<SeriesId> {
  private static final Pattern ENTITY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern MEASURE = Pattern.compile("[a-z0-9_]{1,64}");
  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final Pattern WHOLE =
      Pattern.compile("([^:@]*):([^:@]*):([^:@]*)(?:@([^:@]*))?", Pattern.DOTALL);
  private static final Comparator<SeriesId> BY_NAME = Comparator.comparing(SeriesId::toString);

  /** Refuses parts that a series' name cannot have with an {@link IllegalArgumentException}. */
  public SeriesId {
    require(ENTITY, entity, "entity", "letters, digits, '.', '_' or '-', at most 64");
    require(MEASURE, measure, "measure", "lower-case letters, digits or '_', at most 64");
    suffix.ifPresent(
        s -> require(SUFFIX, s, "suffix", "lower-case letters, digits, '_' or '-', at most 32"));
  }

  /** A series without a suffix. */
  public SeriesId(Kind kind, String entity, String measure) {
    this(kind, entity, measure, Optional.empty());
  }

  /**
   * Reads a name as {@link #toString()} writes it.
   *
   * @throws IllegalArgumentException naming the text and what would be right
   */
  public static SeriesId parse(String text) {
    Matcher m = WHOLE.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no series: write kind:entity:measure, for example health:DEU:cases");
    }
    Kind kind =
        Kind.of(m.group(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + text + "' is no series: its kind must be market or health"));
    return new SeriesId(kind, m.group(2), m.group(3), Optional.ofNullable(m.group(4)));
  }

  /** What just the names of that kind match, as a regular expression of Java and of ECMA 262. */
  public static String regex(Kind kind) {
    return regex(kind, ENTITY.pattern());
  }

  /** The same with another regular expression for the entity. */
  public static String regex(Kind kind, String entity) {
    return "%s:%s:%s(?:@%s)?".formatted(kind.word(), entity, MEASURE, SUFFIX);
  }

  /** What just the names of any kind match; see {@link #regex(Kind)}. */
  public static String regex() {
    return Arrays.stream(Kind.values()).map(SeriesId::regex).collect(Collectors.joining("|"));
  }

  private static void require(Pattern pattern, String value, String part, String right) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is no " + part + " of a series: it must be " + right);
    }
  }

  @Override
  public int compareTo(SeriesId other) {
    return BY_NAME.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.word() + ":" + entity + ":" + measure + suffix.map(s -> "@" + s).orElse("");
  }
}

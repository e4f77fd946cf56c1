package io.lambdax.serving.request;

import io.lambdax.core.question.Range;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The query parameters of one request. Each method throws a {@link ProblemException} that names the
 * parameter, its value and what would be right. Not thread-safe.
 */
public final class Parameters {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int LONGEST_NAME = 64;

  private final Map<String, List<String>> given;
  private final List<String> known;
  private final Set<String> unread;

  /**
   * Takes the parameters of a request to an address that knows just those.
   *
   * @throws ProblemException for an unknown or repeated parameter, or one that cannot be decoded
   */
  public static Parameters of(Map<String, List<String>> given, List<Parameter<?>> known) {
    return new Parameters(given, known.stream().<String>map(Parameter::name).toList());
  }

  /**
   * Takes the parameters of a request to an address that knows just the names in {@code known}.
   *
   * @throws ProblemException for an unknown or repeated parameter, or one that cannot be decoded
   */
  public Parameters(Map<String, List<String>> given, List<String> known) {
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw new ProblemException(
                Problem.unknownParameter(name, String.join(", ", values), instead(name, known)));
          }
          if (values.isEmpty()) {
            throw new ProblemException(
                Problem.badParameter(name, "", "a percent-encoded value: write % as %25"));
          }
          if (values.size() > 1) {
            throw new ProblemException(Problem.repeatedParameter(name, String.join(", ", values)));
          }
        });
    this.given = Map.copyOf(given);
    this.known = List.copyOf(known);
    this.unread = new TreeSet<>(known);
  }

  private static String instead(String name, List<String> known) {
    if (known.isEmpty()) {
      return "no parameters at all";
    }
    String all = "one of " + String.join(", ", known);
    return name.length() > LONGEST_NAME
        ? all
        : Nearest.to(name, known, 1).get(0) + " (" + all + ")";
  }

  /** Whether a parameter is given. */
  public boolean has(String name) {
    return values(name).isPresent();
  }

  /** The known parameters that nobody has asked for yet. */
  public Set<String> unread() {
    return Set.copyOf(unread);
  }

  /** What an address reads it also has to know, or else nobody could ever give it. */
  private Optional<List<String>> values(String name) {
    if (!known.contains(name)) {
      throw new IllegalStateException(
          "parameter '" + name + "' is read, and this address knows only " + known);
    }
    unread.remove(name);
    return Optional.ofNullable(given.get(name));
  }

  /** The text of a parameter, if it is given; an empty one is refused. */
  public Optional<String> text(String name, String expected) {
    Optional<String> text = values(name).map(values -> values.get(0));
    if (text.filter(String::isBlank).isPresent()) {
      throw bad(name, expected + ", or leave the parameter out");
    }
    return text;
  }

  /** The text of a parameter that must match a pattern. */
  public Optional<String> matching(String name, Pattern pattern, String expected) {
    return text(name, expected).map(t -> require(name, t, pattern, expected));
  }

  /** One of some words. */
  public <T> Optional<T> word(
      String name, Function<String, Optional<T>> reader, List<String> words) {
    String expected = "one of " + String.join(", ", words);
    return text(name, expected)
        .map(text -> reader.apply(text).orElseThrow(() -> bad(name, expected)));
  }

  /** A whole number, both bounds inclusive. */
  public OptionalInt integer(String name, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    Optional<String> text = text(name, expected);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(require(name, text.get(), INTEGER, expected));
    if (value < least || value > most) {
      throw bad(name, expected);
    }
    return OptionalInt.of(value);
  }

  /** A calendar day. */
  public Optional<LocalDate> date(String name) {
    String expected = "a day as YYYY-MM-DD, for example 2020-03-01";
    return text(name, expected)
        .map(
            text -> {
              try {
                return LocalDate.parse(require(name, text, DATE, expected));
              } catch (DateTimeParseException e) {
                throw bad(name, expected);
              }
            });
  }

  /**
   * Two calendar days, both inclusive, either open.
   *
   * @throws ProblemException also if {@code from} is after {@code to}
   */
  public Range fromTo() {
    Optional<LocalDate> from = date("from");
    Optional<LocalDate> to = date("to");
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw bad("from", "a day up to " + to.get() + ", which is 'to'");
    }
    return Range.between(from, to);
  }

  /** A series of the given kind, which has to be there. */
  public SeriesId series(String name, Kind kind) {
    String expected =
        kind == Kind.MARKET
            ? "a market series, for example market:DAX:close"
            : "a health series, for example health:DEU:cases";
    String text =
        text(name, expected)
            .orElseThrow(() -> new ProblemException(Problem.missingParameter(name, expected)));
    SeriesId id = seriesId(name, text);
    if (id.kind() != kind) {
      throw bad(name, expected + " (x is the market side, y the health side)");
    }
    return id;
  }

  /** Reads the name of a series. */
  public static SeriesId seriesId(String parameter, String text) {
    try {
      return SeriesId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.badParameter(
              parameter, text, "kind:entity:measure, for example health:DEU:cases"));
    }
  }

  /** The refusal of a parameter that is given. */
  public ProblemException bad(String name, String expected) {
    return new ProblemException(Problem.badParameter(name, given.get(name).get(0), expected));
  }

  private String require(String name, String text, Pattern pattern, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw bad(name, expected);
    }
    return text;
  }
}

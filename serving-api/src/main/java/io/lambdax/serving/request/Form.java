package io.lambdax.serving.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lambdax.core.correlation.Method;
import io.lambdax.core.series.Kind;
import io.lambdax.core.series.SeriesId;
import io.lambdax.core.transform.Transform;
import io.lambdax.serving.schema.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the values of a parameter are written. Requests are read by it and the API's document is made
 * from it, so that neither can say what the other does not.
 *
 * @param schema of the document; not to be changed
 * @param expected what would be right, for whoever wrote something else
 * @param example a value that is right
 * @param reader of a text that is not blank; empty where it is wrong
 * @param meant a right text that is near a wrong one, if there is one
 */
public record Form<T>(
    ObjectNode schema,
    String expected,
    String example,
    Function<String, Optional<T>> reader,
    Function<String, Optional<String>> meant) {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Refuses an example that is none. */
  public Form {
    if (reader.apply(example).isEmpty()) {
      throw new IllegalArgumentException("'" + example + "' is no " + expected);
    }
  }

  /** A form of which nobody can tell what a wrong text was meant to be. */
  public Form(
      ObjectNode schema, String expected, String example, Function<String, Optional<T>> reader) {
    this(schema, expected, example, reader, wrong -> Optional.empty());
  }

  /** The same, which also tells who wrote something wrong how to ask without it. */
  public Form<T> orNothing(String how) {
    return new Form<>(schema, expected + "; " + how, example, reader, meant);
  }

  /** What would be right instead of a text: what is near it first. */
  String instead(String wrong) {
    return meant
        .apply(wrong)
        .filter(text -> !text.equals(wrong) && reader.apply(text).isPresent())
        .map(near -> near + " (" + expected + ")")
        .orElse(expected);
  }

  /** A transform. */
  public static Form<Transform> transform() {
    return words(
        Transform::of, Arrays.stream(Transform.values()).map(Transform::word).toList(), "return");
  }

  /** A method. */
  public static Form<Method> method() {
    return words(Method::of, Arrays.stream(Method.values()).map(Method::word).toList(), "spearman");
  }

  /** A kind of series. */
  public static Form<Kind> kind() {
    return words(Kind::of, Arrays.stream(Kind.values()).map(Kind::word).toList(), "health");
  }

  /** One of some words. */
  public static <T> Form<T> words(
      Function<String, Optional<T>> reader, List<String> words, String example) {
    return new Form<>(Schema.words(words), "one of " + String.join(", ", words), example, reader);
  }

  /** A whole number, both bounds inclusive. */
  public static Form<Integer> integer(int least, int most, int example) {
    return new Form<>(
        Schema.integer(least, most),
        "a whole number from " + least + " to " + most,
        Integer.toString(example),
        text ->
            Optional.of(text)
                .filter(INTEGER.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(value -> value >= least && value <= most));
  }

  /** A calendar day. */
  public static Form<LocalDate> date(String example) {
    return new Form<>(
        Schema.day(), "a day as YYYY-MM-DD, for example " + example, example, Form::day);
  }

  private static Optional<LocalDate> day(String text) {
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // such as 2020-02-30
    }
  }

  /** A text that a regular expression, which both Java and ECMA 262 can read, matches whole. */
  public static Form<String> matching(String regex, String what, String example) {
    Pattern pattern = Pattern.compile(regex);
    return new Form<>(
        Schema.matching(regex),
        what + ", for example " + example,
        example,
        text -> Optional.of(text).filter(pattern.asMatchPredicate()));
  }

  /** A series of either kind. */
  public static Form<SeriesId> series() {
    return new Form<>(
        Schema.matching(SeriesId.regex()),
        "kind:entity:measure, for example health:DEU:cases",
        "health:DEU:cases",
        Form::seriesId,
        MeantSeries::of);
  }

  /** A series of that kind. */
  public static Form<SeriesId> series(Kind kind) {
    boolean market = kind == Kind.MARKET;
    String example = market ? "market:DAX:close" : "health:DEU:cases";
    return new Form<>(
        Schema.matching(SeriesId.regex(kind)),
        "a %s series as kind:entity:measure, for example %s (x is the market side, y the health side)"
            .formatted(kind.word(), example),
        example,
        text -> seriesId(text).filter(id -> id.kind() == kind),
        MeantSeries::of);
  }

  private static Optional<SeriesId> seriesId(String text) {
    try {
      return Optional.of(SeriesId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // what is expected says more than why it is not that
    }
  }
}

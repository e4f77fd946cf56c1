package io.lambdax.serving.problem;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An RFC 9457 problem document. The members {@code parameter}, {@code value} and {@code expected}
 * are ours: which query parameter was wrong, what it said (cut after 200 characters), and what
 * would be right.
 *
 * @param type the last part of the problem type's URN, for example {@code bad-parameter}
 * @param status 400..599
 * @param retryAfter seconds after which asking again may help
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> parameter,
    Optional<String> value,
    Optional<String> expected,
    OptionalInt retryAfter) {
  /** Every {@code type} starts with this. */
  public static final String TYPE_PREFIX = "urn:problem-type:lambdax:";

  private static final int VALUE_LENGTH = 200;

  public Problem {
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(retryAfter, "retryAfter");
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is no error: give 400..599");
    }
    value = value.map(Problem::cut);
  }

  /** A parameter whose value cannot be used. */
  public static Problem badParameter(String parameter, String value, String expected) {
    return ofParameter(
        "bad-parameter",
        "Bad parameter",
        400,
        "Parameter '%s' is '%s'; expected: %s".formatted(parameter, cut(value), expected),
        parameter,
        Optional.of(value),
        expected);
  }

  /** A parameter that has to be there and is not. */
  public static Problem missingParameter(String parameter, String expected) {
    return ofParameter(
        "missing-parameter",
        "Missing parameter",
        400,
        "Parameter '%s' is missing; expected: %s".formatted(parameter, expected),
        parameter,
        Optional.empty(),
        expected);
  }

  /** A parameter that this address does not know. */
  public static Problem unknownParameter(String parameter, String value, String expected) {
    return ofParameter(
        "unknown-parameter",
        "Unknown parameter",
        400,
        "There is no parameter '%s' here; expected: %s".formatted(cut(parameter), expected),
        cut(parameter),
        Optional.of(value),
        expected);
  }

  /** A parameter that is there more than once. */
  public static Problem repeatedParameter(String parameter, String values) {
    return ofParameter(
        "repeated-parameter",
        "Repeated parameter",
        400,
        "Parameter '%s' is given more than once: %s".formatted(parameter, cut(values)),
        parameter,
        Optional.of(values),
        "one value");
  }

  /** A series that the view does not have. */
  public static Problem unknownSeries(String parameter, String series, String expected) {
    return ofParameter(
        "unknown-series",
        "Unknown series",
        404,
        "Parameter '%s' is '%s', and there is no such series; expected: %s"
            .formatted(parameter, series, expected),
        parameter,
        Optional.of(series),
        expected);
  }

  /** A series that the view has, of which nothing was known at the time that is looked back to. */
  public static Problem notKnownThen(String parameter, String series) {
    String expected = "a series that had values then, or a later time at which this one had some";
    return ofParameter(
        "not-known-then",
        "Not known then",
        404,
        "Parameter '%s' is '%s', of which no value was known then; expected: %s"
            .formatted(parameter, series, expected),
        parameter,
        Optional.of(series),
        expected);
  }

  /** A filter that nothing can pass, whatever else is asked. */
  public static Problem unknownFilter(String parameter, String value, String expected) {
    return ofParameter(
        "unknown-filter",
        "Unknown filter",
        404,
        "Parameter '%s' is '%s', which no series has; expected: %s"
            .formatted(parameter, value, expected),
        parameter,
        Optional.of(value),
        expected);
  }

  /** Summaries that no view has: several parameters together, the named one of which is wrong. */
  public static Problem unknownFamily(
      String parameter, String value, String asked, String expected) {
    return ofParameter(
        "unknown-family",
        "Unknown family",
        404,
        "%s: no view holds such a list, so parameter '%s' cannot be '%s'; expected: %s"
            .formatted(asked, parameter, value, expected),
        parameter,
        Optional.of(value),
        expected);
  }

  /** A page of a list that has changed since the page before it was answered. */
  public static Problem listChanged(String parameter, String value) {
    String expected = "no '" + parameter + "': start again with the first page";
    return ofParameter(
        "list-changed",
        "The list has changed",
        410,
        "The list that parameter '%s' goes on with is not the one of now; expected: %s"
            .formatted(parameter, expected),
        parameter,
        Optional.of(value),
        expected);
  }

  /** A problem that no parameter is to blame for. */
  public static Problem of(String type, String title, int status, String detail) {
    return new Problem(
        type,
        title,
        status,
        detail,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** More is asked than can be answered now: 503. */
  public static Problem overloaded() {
    return unavailable(
        "overloaded",
        "Overloaded",
        "More is being asked than can be answered now; ask again a little later",
        1);
  }

  /** Something that is not there yet or away for now: 503. */
  public static Problem unavailable(
      String type, String title, String detail, int retryAfterSeconds) {
    return new Problem(
        type,
        title,
        503,
        detail,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(retryAfterSeconds));
  }

  private static Problem ofParameter(
      String type,
      String title,
      int status,
      String detail,
      String parameter,
      Optional<String> value,
      String expected) {
    return new Problem(
        type,
        title,
        status,
        detail,
        Optional.of(parameter),
        value,
        Optional.of(expected),
        OptionalInt.empty());
  }

  private static String cut(String text) {
    return text.length() <= VALUE_LENGTH ? text : text.substring(0, VALUE_LENGTH) + "…";
  }
}

package io.lambdax.serving.guard;

import io.lambdax.serving.problem.Problem;
import java.time.Duration;
import java.util.OptionalInt;

/** Why a request is turned away; the word stands in the metrics. */
enum Refusal {
  /** There are too many at work. */
  LOAD("load"),
  /** Its answer takes long to work out. */
  LATE("late"),
  /** This client asks too often. */
  RATE("rate"),
  /** It has no key. */
  KEY("key"),
  /** It brings more than a question needs. */
  BODY("body"),
  /** A script of another origin. */
  ORIGIN("origin");

  private static final int SOON_SECONDS = 1;

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** It is being worked out still. */
  static Problem late(Duration after) {
    return Problem.unavailable(
        "not-yet",
        "Not yet",
        "This is still being worked out after %s s (lambdax.serving.answer-time); ask again"
            .formatted(after.toMillis() / 1000.0),
        SOON_SECONDS);
  }

  static Problem tooOften(int seconds, double perSecond) {
    Problem problem =
        Problem.unavailable(
            "too-many-requests",
            "Too many requests",
            "This client asks more than %s times a second; ask again after %d s"
                .formatted(
                    perSecond == Math.rint(perSecond)
                        ? Long.toString((long) perSecond)
                        : Double.toString(perSecond),
                    seconds),
            seconds);
    return with(problem, 429);
  }

  static Problem noKey() {
    return Problem.of(
        "key-required",
        "Key required",
        401,
        "This API answers those who bring a key that it knows, as 'Authorization: Bearer KEY' or"
            + " 'X-API-Key: KEY'; whoever runs it gives them out");
  }

  static Problem tooLarge(long most) {
    return Problem.of(
        "body-too-large",
        "Body too large",
        413,
        "A question is asked by its address alone: send no body, or one of a stated length of at most %d bytes, which nobody reads"
            .formatted(most));
  }

  private static Problem with(Problem problem, int status) {
    return new Problem(
        problem.type(),
        problem.title(),
        status,
        problem.detail(),
        problem.parameter(),
        problem.value(),
        problem.expected(),
        OptionalInt.of(problem.retryAfter().orElse(SOON_SECONDS)));
  }
}

package io.lambdax.serving.answer;

import io.lambdax.core.series.SeriesId;
import io.lambdax.serving.problem.Problem;
import io.lambdax.serving.problem.ProblemException;
import io.lambdax.serving.request.Form;
import io.lambdax.serving.schema.Schema;
import io.lambdax.serving.view.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of the list of series begins: after a series, in that very list. Clients see it as
 * one word without meaning.
 *
 * @param stamp the beginning of what names the list
 * @param last the last series of the page before
 */
record PageAfter(String stamp, SeriesId last) {
  private static final int STAMP = 16;
  private static final Pattern MEANING = Pattern.compile("([0-9a-f]{" + STAMP + "}) (.+)");

  static final Form<PageAfter> FORM =
      new Form<>(
          Schema.matching("[A-Za-z0-9_-]{1,300}"),
          "'next' of the page before, as it was given",
          new PageAfter("0123456789abcdef", SeriesId.parse("health:DEU:cases")).word(),
          PageAfter::parse);

  static PageAfter of(Directory directory, SeriesId last) {
    return new PageAfter(stamp(directory), last);
  }

  private static Optional<PageAfter> parse(String word) {
    try {
      Matcher parts =
          MEANING.matcher(
              new String(Base64.getUrlDecoder().decode(word), StandardCharsets.US_ASCII));
      return parts.matches()
          ? Optional.of(new PageAfter(parts.group(1), SeriesId.parse(parts.group(2))))
              .filter(page -> page.word().equals(word))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no Base64, or no series in it
    }
  }

  /**
   * @throws ProblemException if the list is another one by now
   */
  void requireSame(Directory directory, String name) {
    if (!stamp.equals(stamp(directory))) {
      throw new ProblemException(Problem.listChanged(name, word()));
    }
  }

  private static String stamp(Directory directory) {
    return directory.stamp().substring(0, STAMP);
  }

  /** What clients are given, and give back. */
  String word() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((stamp + " " + last).getBytes(StandardCharsets.US_ASCII));
  }
}

package io.lambdax.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame of the pages, which each of them has for itself: without a script it is there too. */
class PagesTest {
  private static final Pattern HEADER = Pattern.compile("(?s)<header.*</header>");
  private static final Pattern CURRENT =
      Pattern.compile("<a href=\"([^\"]*)\" aria-current=\"page\">");

  @ParameterizedTest
  @CsvSource({
    "index.html, ./",
    "pairs.html, pairs.html",
    "data.html, data.html",
    "platform.html, platform.html"
  })
  void everyPage_hasTheOneHeader_whichMarksIt(String page, String link) throws IOException {
    String text = read(page);

    assertThat(CURRENT.matcher(text).results().map(found -> found.group(1))).containsExactly(link);
    assertThat(header(text)).isEqualTo(header(read("index.html")));
    assertThat(text).contains("id=\"notice\"", "id=\"loading\"", "id=\"main\"");
    assertThat(text)
        .doesNotContain("style=")
        .doesNotContainPattern("<script(?![^>]*src=)|\\son\\w+=");
  }

  @Test
  void footOfThePageOnOneSeries_isTrueOfAveragesToo() throws IOException {
    assertThat(read("data.html"))
        .contains("Published values are neither smoothed, filled nor corrected")
        .contains("such as an average of seven days")
        .doesNotContain("Nothing is smoothed");
  }

  private static String header(String page) {
    String found = HEADER.matcher(page).results().map(MatchResult::group).findFirst().orElseThrow();
    return found.replace(" aria-current=\"page\"", "");
  }

  private static String read(String page) throws IOException {
    try (var in = PagesTest.class.getResourceAsStream("/ui/" + page)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

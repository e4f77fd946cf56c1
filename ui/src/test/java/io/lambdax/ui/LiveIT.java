package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the page follows what is served while it is open. */
class LiveIT extends OpenPage {
  private static final String ANSWER =
      "/api/v1/correlation?lag=14&x=market:DAX:close&xTransform=return&y=health:DEU:cases&yTransform=growth7";
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> answered = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    page.onRequest(request -> asked.add(request.url()));
    page.onRequestFinished(request -> answered.add(request.url()));
    page.navigate(platform.url());
    assertThat(page.locator("#live")).hasText("live");
    // The first look, and the one that the first event asks for.
    page.waitForCondition(
        () -> answered.stream().filter(url -> url.endsWith(StandIn.STATUS)).count() >= 2);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
  }

  @Test
  void changeOfAShownSeries_isOnThePageByItself_andWhatTheReaderDidStays() throws IOException {
    page.getByText("Table of: At every lag").click();
    page.locator("#lag").focus();
    version(3);
    answer("\"n\":201", "\"n\":202");
    platform.change(change(3, "[\"health:DEU:cases\"]"));

    assertThat(page.locator("#answer-sentence")).containsText("n = 202");
    assertThat(page.locator("#freshness-line")).containsText("facts to version 3");
    assertThat(page.locator("#profile table tbody tr")).hasCount(121);
    assertThat(page.locator("#lag")).isFocused();
    assertThat(page.locator("#lag")).hasValue("14");
  }

  @Test
  void whatIsBeingWrittenOrChosen_isLeftAloneWhenNewsCome() throws IOException {
    page.getByLabel("Dates", new Page.GetByLabelOptions().setExact(true)).check();
    page.locator("#from").focus();
    page.keyboard().type("12");
    showNews(202);
    assertThat(page.locator("input[name=range][value=dates]")).isChecked();
    assertThat(page.locator("#from")).isVisible();
    page.keyboard().type("032020");
    // The browser's own language says whether the day or the month comes first.
    assertThat(page.locator("#from")).hasValue(Pattern.compile("2020-(03-12|12-03)"));
    assertThat(page).hasURL(Pattern.compile("from=2020-(03-12|12-03)"));
    page.goBack();
    assertThat(page).not().hasURL(Pattern.compile("from="));

    page.locator("#lag").focus();
    page.keyboard().press("Control+A");
    page.keyboard().type("-2");
    showNews(203);
    assertThat(page.locator("#lag")).hasValue("-2");
  }

  @Test
  void openMenuAndFocusInATable_stayWhenNewsCome() throws IOException {
    Locator first = page.locator("#top-table a").first();
    first.focus();
    showNews(202);
    assertThat(first).isFocused();

    page.locator("#profile .menu > summary").focus();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("#profile .menu a").first()).isFocused();
    showNews(203);
    assertThat(page.locator("#profile .menu a").first()).isFocused();
  }

  /** Facts of the shown series come; they are on the page. */
  private void showNews(int n) throws IOException {
    version(n);
    answer("\"n\":" + (n - 1), "\"n\":" + n);
    platform.change(change(n, "[\"health:DEU:cases\"]"));
    assertThat(page.locator("#answer-sentence")).containsText("n\u00a0=\u00a0" + n);
    assertThat(page.locator("#story")).hasAttribute("aria-busy", "false");
  }

  @Test
  void changeOfOtherSeries_asksForTheListOnly() throws IOException {
    version(3);
    asked.clear();
    platform.change(change(3, "[\"health:FRA:cases\"]"));

    assertThat(page.locator("#freshness-line")).containsText("facts to version 3");
    page.waitForCondition(() -> asked.stream().anyMatch(url -> url.contains("/correlation/top")));
    assertThat(asked).noneMatch(url -> url.contains("/correlation?"));
  }

  @Test
  void changesWithoutAPause_areShownWhileTheyCome() {
    version(3);
    answer("\"n\":201", "\"n\":202");
    Locator shown =
        page.locator("#answer-sentence").filter(new Locator.FilterOptions().setHasText("n = 202"));
    AtomicLong version = new AtomicLong(3);
    page.waitForCondition(
        () -> {
          tell(change(version.getAndIncrement(), "[\"health:DEU:cases\"]"));
          return shown.count() == 1;
        });
  }

  private void tell(String change) {
    try {
      platform.change(change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void streamThatBreaks_isSaid_andTakenUpAgain() throws IOException {
    platform.goAway();
    assertThat(page.locator("#live")).hasText("reconnecting");
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    version(3);
    answer("\"n\":201", "\"n\":202");
    platform.comeBack();
    assertThat(page.locator("#live")).hasText("live");
    assertThat(page.locator("#answer-sentence")).containsText("n = 202");
  }

  private void version(long version) {
    String status = platform.answerTo(StandIn.STATUS);
    platform.answer(
        StandIn.STATUS,
        status.replaceFirst(
            "\"newest\":",
            "\"version\":%d,\"realtime\":{\"version\":%d,\"summariesVersion\":%d,\"lag\":0,\"gap\":null},\"newest\":"
                .formatted(version, version, version)));
  }

  private void answer(String before, String now) {
    String answer = platform.answerTo(ANSWER);
    assertThat(answer).contains(before);
    platform.answer(ANSWER, answer.replace(before, now));
  }

  private static String change(long version, String series) {
    return "{\"view\":null,\"version\":%d,\"summariesVersion\":%d,\"series\":%s}"
        .formatted(version, version, series);
  }
}

package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the page follows what is served while it is open. */
class LiveIT extends OpenPage {
  private static final String ANSWER =
      "/api/v1/correlation?lag=14&x=market:DAX:close&xTransform=return&y=health:DEU:cases&yTransform=growth7";
  private static final LocatorAssertions.HasTextOptions LIVE_SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(15_000);
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> answered = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    page.onRequest(request -> asked.add(request.url()));
    page.onRequestFinished(request -> answered.add(request.url()));
    page.navigate(platform.url());
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    // The first look, and the one that the first event asks for.
    page.waitForCondition(
        () -> answered.stream().filter(url -> url.endsWith(StandIn.STATUS)).count() == 2);
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
  void changeOfOtherSeries_asksForTheListOnly() throws IOException {
    version(3);
    asked.clear();
    platform.change(change(3, "[\"health:FRA:cases\"]"));

    assertThat(page.locator("#freshness-line")).containsText("facts to version 3");
    page.waitForCondition(() -> asked.stream().anyMatch(url -> url.contains("/correlation/top")));
    assertThat(asked).noneMatch(url -> url.contains("/correlation?"));
  }

  @Test
  void changesWithoutAPause_areShownWhileTheyCome() throws Exception {
    version(3);
    answer("\"n\":201", "\"n\":202");
    Locator shown =
        page.locator("#answer-sentence").filter(new Locator.FilterOptions().setHasText("n = 202"));
    for (int change = 0; change < 100 && shown.count() == 0; change++) {
      platform.change(change(3 + change, "[\"health:DEU:cases\"]"));
      page.waitForTimeout(100);
    }
    assertThat(shown).hasCount(1);
  }

  @Test
  void streamThatBreaks_isSaid_andTakenUpAgain() throws IOException {
    platform.goAway();
    assertThat(page.locator("#live")).hasText("reconnecting", LIVE_SOON);
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    version(3);
    answer("\"n\":201", "\"n\":202");
    platform.comeBack();
    assertThat(page.locator("#live")).hasText("live", LIVE_SOON);
    assertThat(page.locator("#answer-sentence")).containsText("n = 202", PATIENT);
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

package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says when there is no answer, and how it comes back by itself. */
class TroubleIT extends OpenPage {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static final LocatorAssertions.IsVisibleOptions VISIBLE_LATER =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @Test
  void problem_isShownInTheApisOwnWords() {
    page.navigate(platform.url() + "?y=health:ATLANTIS:cases");

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("no recorded answer to /api/v1/correlation");
    assertThat(page.locator("#story")).isHidden();

    page.getByText("Back to the first question").click();
    assertThat(page.locator("#answer-sentence")).containsText("Germany");
    assertThat(page.locator("#notice")).isEmpty();
  }

  @Test
  void noViewYet_saysSoAndShowsTheAnswerOnceThereIsOne() {
    String ready = platform.answerTo(StandIn.STATUS);
    platform.answer(
        StandIn.STATUS,
        """
        {"lakeId":null,"view":null,"newest":null,"run":{"state":"RUNNING"},"sources":[],"cache":{"state":"up"}}
        """);
    page.navigate(platform.url());
    assertThat(page.locator("#notice")).containsText("No results yet");

    platform.answer(StandIn.STATUS, ready);
    assertThat(page.locator("#answer-sentence")).containsText("DAX daily returns", PATIENT);
    assertThat(page.locator("#notice")).isEmpty();
  }

  @Test
  void platformGone_hidesTheOldAnswerAndRecoversByItself() throws IOException {
    page.navigate(platform.url());
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    platform.goAway();
    page.getByLabel("Country").selectOption("FRA");
    assertThat(page.locator("#notice")).containsText("does not answer");
    assertThat(page.locator("#story")).isHidden();

    platform.comeBack();
    assertThat(page.locator("#answer-sentence")).containsText("France", PATIENT);
  }

  @Test
  void offline_isToldApartFromAPlatformThatIsDown() {
    page.navigate(platform.url());
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    page.context().setOffline(true);
    page.getByLabel("Country").selectOption("FRA");
    assertThat(page.locator("#notice")).containsText("You are offline");

    page.context().setOffline(false);
    assertThat(page.locator("#answer-sentence")).containsText("France", PATIENT);
  }

  @Test
  void tooManyQuestions_isNoFaultOfTheQuestion_andIsAskedAgain() {
    platform.refuse("/api/v1/correlation?", 429);
    page.navigate(platform.url());
    assertThat(page.locator("#notice")).containsText("Try again now");
    assertThat(page.getByText("Back to the first question")).hasCount(0);

    platform.allow("/api/v1/correlation?");
    assertThat(page.locator("#answer-sentence")).containsText("Germany", PATIENT);
  }

  @Test
  void cardsThatFailAlone_sayItAndAreAskedForAgain() {
    for (String path : new String[] {"scatter", "rolling", "top"}) {
      platform.refuse("/api/v1/correlation/" + path, 503);
    }
    page.navigate(platform.url());
    assertThat(page.locator("#scatter-chart")).containsText("could not be read");
    assertThat(page.locator("#rolling-chart")).containsText("could not be read");
    assertThat(page.locator("#top-table")).containsText("could not be read");
    assertThat(page.locator("#answer-sentence")).containsText("Germany");

    for (String path : new String[] {"scatter", "rolling", "top"}) {
      platform.allow("/api/v1/correlation/" + path);
    }
    assertThat(page.locator("#scatter-chart canvas")).isVisible(VISIBLE_LATER);
    assertThat(page.locator("#rolling-chart canvas")).isVisible(VISIBLE_LATER);
    assertThat(page.locator("#top-table tbody tr")).hasCount(10);
  }

  @Test
  void windowsOfOneCountryThatFail_leaveTheOthersTheirNamesAndColours() {
    platform.refuse(
        "/api/v1/correlation/rolling?days=90&lag=14&x=market:DAX:close&xTransform=return&y=health:DEU",
        503);
    page.navigate(platform.url() + "?y=health:DEU:cases,health:ITA:cases&lag=14");
    page.getByText("Download of: Rolling correlation").click();

    assertThat(page.locator("#rolling .menu a")).hasText(new String[] {"Windows of ItalyCSV"});
    assertThat(page.locator("#rolling .menu a"))
        .hasAttribute("href", Pattern.compile("y=health:ITA:cases"));
  }

  @Test
  void chartsThatDoNotLoad_saySo() {
    page.route("**/echarts.esm.min.js", Route::abort);
    page.navigate(platform.url());

    assertThat(page.locator("#pair-chart")).containsText("The charts did not load");
    assertThat(page.locator("#answer-sentence")).containsText("Germany");
    assertThat(complaints).noneMatch(complaint -> complaint.contains("Uncaught"));
  }

  @Test
  void staleAndHeldSources_areInTheFreshnessLine() {
    String troubled =
        platform
            .answerTo(StandIn.STATUS)
            .replaceFirst("\"stale\":false,\"held\":null", "\"stale\":true,\"held\":null")
            .replace(
                "\"stale\":false,\"held\":null",
                "\"stale\":false,\"held\":{\"importId\":\"ecdc-20201215T120000Z-0a1b2c3d\"}");
    platform.answer(StandIn.STATUS, troubled);
    page.navigate(platform.url());

    assertThat(page.locator("#freshness-line")).containsText("1 source stale \u00b7 1 file held");
    page.locator("#freshness > summary").click();
    assertThat(page.locator("#freshness-panel"))
        .containsText("importer accept ecdc-20201215T120000Z-0a1b2c3d");
  }
}

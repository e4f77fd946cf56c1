package io.lambdax.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the page says when there is no answer, and how it comes back by itself. */
class TroubleIT extends OpenPage {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

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
